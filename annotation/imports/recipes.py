"""Recipes: how tables of one form are read, kept per project."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.imports.reading import Reading
from annotation.imports.tables.sources import columns_in
from annotation.models import ImportRecipe, Project

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


def check_name(name: str) -> None:
    """Refuse what cannot be the name of a recipe, before anything is done.

    Raises:
        AnnotationRefused: names the letters that it may have
    """
    if not NAME.fullmatch(name):
        raise AnnotationRefused(
            f"'{name}' cannot be the name of a recipe: letters, digits, '_', '-' and '.', at most "
            "80, such as crowd-votes."
        )


def recipe_named(project: Project, name: str) -> ImportRecipe:
    """A recipe of a project.

    Raises:
        AnnotationRefused: there is none of this name; names those there are
    """
    recipe = ImportRecipe.objects.filter(project=project, name=name).first()
    if recipe is None:
        names = list(ImportRecipe.objects.filter(project=project).values_list("name", flat=True))
        told = f"There are: {', '.join(names)}." if names else "It has none yet (--save-recipe)."
        raise AnnotationRefused(f"'{project.slug}' has no recipe '{name}'. {told}")
    return recipe


def recipe_save(
    *,
    project: Project,
    name: str,
    kind: str,
    reading: Reading,
    columns: Sequence[str],
    by: User | None = None,
) -> ImportRecipe:
    """Keep how a table with these columns is read; one of this name is replaced.

    Raises:
        AnnotationRefused: the name cannot be one
    """
    check_name(name)
    recipe, _ = ImportRecipe.objects.update_or_create(
        project=project,
        name=name,
        defaults={
            "kind": kind,
            "reading": reading.as_json(),
            "columns": list(columns),
            "created_by": by,
        },
    )
    return recipe


def recipe_keep(
    *,
    project: Project,
    name: str,
    kind: str,
    reading: Reading,
    paths: Sequence[Path],
    by: User | None = None,
) -> ImportRecipe:
    """Keep how the tables at these paths were read."""
    columns = columns_in(paths, reading)
    return recipe_save(
        project=project, name=name, kind=kind, reading=reading, columns=columns, by=by
    )


def recipe_delete(*, project: Project, name: str) -> None:
    """Forget a recipe; what was imported with it stays.

    Raises:
        AnnotationRefused: there is none of this name
    """
    recipe_named(project, name).delete()


def recipes_for(project: Project, columns: Sequence[str]) -> list[ImportRecipe]:
    """Recipes made for tables with these columns, in whatever order, those changed last first."""
    wanted = sorted(columns)
    found = ImportRecipe.objects.filter(project=project).order_by("-updated_at")
    return [recipe for recipe in found if sorted(recipe.columns) == wanted]


def with_recipe(recipe: ImportRecipe, kind: str, reading: Reading) -> Reading:
    """What a recipe says, and what was said beside it, which goes before it.

    Raises:
        AnnotationRefused: the recipe reads tables of another kind
    """
    if recipe.kind != kind:
        raise AnnotationRefused(
            f"Recipe '{recipe.name}' reads {recipe.kind}, not {kind}: say --as {recipe.kind}, or "
            "another recipe."
        )
    kept = Reading.from_json(recipe.reading)
    said = {_field(text) for text in reading.maps}
    maps = [text for text in kept.maps if _field(text) not in said]
    return replace(
        kept,
        maps=(*reading.maps, *maps),
        missing=tuple(dict.fromkeys((*kept.missing, *reading.missing))),
        values=_values(kept.values, reading.values),
        header=kept.header and reading.header,
        by_name=kept.by_name and reading.by_name,
        card=reading.card or kept.card,
        encoding=reading.encoding or kept.encoding,
    )


def _field(text: str) -> str:
    return text.partition("=")[0].strip().casefold()


def _values(kept: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
    by_text = {text.partition("=")[0]: text for text in (*kept, *said)}
    return tuple(by_text.values())
