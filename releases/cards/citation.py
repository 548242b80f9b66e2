"""CITATION.cff (version 1.2.0): how to cite a release, for people and for programs."""

from typing import Any

import yaml

from releases.cards.about import About, Author


def citation(project: dict[str, Any], about: About) -> str:
    """The file; without authors the project stands for them, since the format wants somebody."""
    name = f"{project['slug']}@{project['tag']}"
    body = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": project["title"],
        "version": project["version"],
        "authors": [_author(each) for each in about.authors] or [{"name": project["title"]}],
        "license": about.licence or None,
        "doi": about.doi or None,
        "url": about.texts.get("url") or None,
        "abstract": project["description"].strip() or None,
        "identifiers": [
            {
                "type": "other",
                "value": name,
                "description": "project and tag; the id is the sha256 of MANIFEST.jsonl",
            }
        ],
    }
    there = {key: value for key, value in body.items() if value is not None}
    return yaml.safe_dump(there, sort_keys=False, allow_unicode=True, width=100)


def reference(project: dict[str, Any], about: About) -> str:
    """The citation as one line of text: authors, title, version, where."""
    authors = ", ".join(author.name for author in about.authors)
    where = f"https://doi.org/{about.doi}" if about.doi else about.texts.get("url", "")
    parts = [
        authors,
        f"{project['title']} (version {project['version']}, {project['slug']}@{project['tag']})",
        "Emotional ratings released with Emotate",
        where,
    ]
    return ". ".join(part for part in parts if part) + "."


def _author(author: Author) -> dict[str, str]:
    """A person where the name has two words, else an entity (a lab)."""
    given, _, family = author.name.rpartition(" ")
    named = {"given-names": given, "family-names": family} if given else {"name": author.name}
    if author.affiliation and given:
        named["affiliation"] = author.affiliation
    if author.orcid:
        named["orcid"] = f"https://orcid.org/{author.orcid}"
    return named
