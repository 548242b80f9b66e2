"""The documentation against the program: links, commands, flags, variables, targets, paths."""

import argparse
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from config.cli import GROUPS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
COMMANDS = [name for names in GROUPS.values() for name in names if name in get_commands()]

LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
VARIABLE = re.compile(r"\b(?:EMOTATE_[A-Z_]+|DATABASE_URL|CELERY_BROKER_URL)\b")
BETWEEN_COMMANDS = {"|", "||", "&&", ";", "&"}
# What a synopsis writes where a number must stand.
NUMBERS = {"N": "1", "FORMAT": "csv"}


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> str:
    return "\n".join(BLOCK.findall(page.read_text()))


def prose(page: Path) -> str:
    return BLOCK.sub("", page.read_text())


def anchors(page: Path) -> set[str]:
    """The names that headings have in links: small letters, hyphens for spaces, no signs."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def parser_of(name: str) -> argparse.ArgumentParser:
    command = load_command_class(get_commands()[name], name)  # type: ignore[arg-type]
    command._called_from_command_line = True  # type: ignore[attr-defined]  # errors exit
    return command.create_parser("emotate", name)


def commands_in(text: str) -> Iterator[list[str]]:
    """The arguments of each `emotate ...` in the lines of a shell, comments left out."""
    for line in text.splitlines():
        if "emotate" not in line:
            continue
        words: list[str] = []
        for word in [*shlex.split(line, comments=True), ";"]:
            if word not in BETWEEN_COMMANDS:
                words.append(word)
                continue
            if words and Path(words[0]).name == "emotate":
                yield words[1:]
            words = []


def readings(words: list[str]) -> Iterator[list[str]]:
    """What a synopsis stands for: brackets taken away, each of `one|another` once."""
    plain = [re.sub(r"\]?(\.\.\.)?\]?$", "", word.lstrip("[")) for word in words]
    first = [NUMBERS.get(word.split("|")[0], word.split("|")[0]) for word in plain]
    yield first
    for at, word in enumerate(plain):
        for other in word.split("|")[1:]:
            yield [*first[:at], other, *first[at + 1 :]]


def problem_with(words: list[str]) -> str | None:
    """Why these arguments would be refused; None where they would be run."""
    name, *arguments = words
    if name not in get_commands():
        return f"there is no command {name}"
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        try:
            parser_of(name).parse_args(arguments)
        except SystemExit:
            return told.getvalue().strip().splitlines()[-1]
    return None


def flags_of(parser: argparse.ArgumentParser) -> set[str]:
    """Long options of a command and of what it does, without those that Django gives to all."""
    common = BaseCommand().create_parser("emotate", "any")
    known = {flag for action in common._actions for flag in action.option_strings}
    found: set[str] = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found |= flags_of(inner)
        found |= {flag for flag in action.option_strings if flag.startswith("--")}
    return found - known


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(found), target


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_in_blocks_would_be_run(page: Path) -> None:
    for words in commands_in(blocks(page)):
        if not words:
            continue
        for reading in readings(words):
            problem = problem_with(reading)
            assert problem is None, f"emotate {' '.join(reading)}: {problem}"


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_in_sentences_exist(page: Path) -> None:
    for text in INLINE.findall(prose(page)):
        if not text.startswith("emotate "):
            continue
        name, *rest = text.split()[1:]
        if name.isupper() or name == "help":
            continue
        assert name in get_commands(), text
        flags = {word.strip("[]") for word in rest if word.strip("[]").startswith("--")}
        assert flags <= flags_of(parser_of(name)), text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_line_page_has_every_flag(name: str) -> None:
    page = (ROOT / "docs" / "command-line.md").read_text()
    _, heading, after = page.partition(f"\n### {name}\n")
    assert heading, f"no section for {name}"
    section = re.split(r"^##", after, maxsplit=1, flags=re.MULTILINE)[0]
    missing = [flag for flag in flags_of(parser_of(name)) if flag not in section]
    assert not missing


def test_every_variable_named_is_read() -> None:
    config = "".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
    named = {name for page in PAGES for name in VARIABLE.findall(page.read_text())}
    assert named <= set(VARIABLE.findall(config))


def test_every_variable_that_is_read_is_in_the_readme() -> None:
    settings = (ROOT / "config" / "settings.py").read_text()
    readme = (ROOT / "README.md").read_text()
    assert set(VARIABLE.findall(settings)) <= set(VARIABLE.findall(readme))


def test_targets_of_make_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    texts = [text for page in PAGES for text in INLINE.findall(prose(page))]
    lines = "\n".join(texts + [blocks(page) for page in PAGES])
    named = set(re.findall(r"^make ([a-z]+)", lines, re.MULTILINE))
    assert named
    assert named <= targets


def test_paths_named_for_contributors_exist() -> None:
    for text in INLINE.findall(prose(ROOT / "CONTRIBUTING.md")):
        if (
            re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", text)
            and "KIND" not in text
            and "NAME" not in text
        ):
            assert (ROOT / text).exists(), text


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
