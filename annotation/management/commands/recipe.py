"""`emotate recipe list|show|delete SLUG [NAME]`"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from annotation.imports.recipes import recipe_delete, recipe_named
from annotation.models import ImportRecipe
from annotation.selectors.projects.projects import project_by_slug


class Command(BaseCommand):
    help = "List, show or delete the recipes by which tables of a project are read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help="all recipes of a project")
        listing.add_argument("slug")
        listing.add_argument("--json", action="store_true")
        show = acts.add_parser("show", help="what a recipe says about a table")
        delete = acts.add_parser("delete", help="forget a recipe; what was imported stays")
        for act in (show, delete):
            act.add_argument("slug")
            act.add_argument("name")
        show.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _list(self, options: dict[str, Any]) -> None:
        found = project_by_slug(options["slug"]).recipes.all()
        if options["json"]:
            self.stdout.write(json.dumps([_row(each) for each in found], ensure_ascii=False))
            return
        for each in found:
            self.stdout.write(f"{each.name}: {each.kind}, columns {', '.join(each.columns)}")
        if not found:
            self.stdout.write("No recipe yet: emotate import ... --save-recipe NAME keeps one.")

    def _show(self, options: dict[str, Any]) -> None:
        recipe = recipe_named(project_by_slug(options["slug"]), options["name"])
        if options["json"]:
            self.stdout.write(json.dumps(_row(recipe), ensure_ascii=False))
            return
        self.stdout.write(f"{recipe.name} reads {recipe.kind}:")
        for name, said in recipe.reading.items():
            for text in said if isinstance(said, list) else [said]:
                self.stdout.write(f"  {name}: {text}")

    def _delete(self, options: dict[str, Any]) -> None:
        recipe_delete(project=project_by_slug(options["slug"]), name=options["name"])
        self.stdout.write(f"Recipe '{options['name']}' is gone.")


def _row(recipe: ImportRecipe) -> dict[str, Any]:
    return {"name": recipe.name, "kind": recipe.kind, "reading": recipe.reading,
            "columns": recipe.columns, "updated_at": recipe.updated_at.isoformat()}  # fmt: skip
