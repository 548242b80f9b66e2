"""EmotionML, held against the rules of the W3C Recommendation and against the release."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from releases.exports import ExportOptions, release_export
from releases.exports.annotation.emotionml.vocabularies import Term
from tests.references.test_catalogue_formats import rows_of

pytestmark = pytest.mark.django_db
EML = "{http://www.w3.org/2009/10/emotionml}"
ROLES = ("expressedBy", "experiencedBy", "triggeredBy", "targetedAt")
NMTOKEN = re.compile(r"[\w.:-]+")
KINDS = ("category", "dimension", "appraisal", "action-tendency")
FRAGMENT = re.compile(r"([^#]+)(?:#t=([\d.]+),([\d.]+))?")
ATTRIBUTES = {
    "emotion": {
        "id", "start", "end", "duration", "time-ref-uri", "time-ref-anchor-point",
        "offset-to-start", "expressed-through", "version", *(f"{kind}-set" for kind in KINDS),
    },
    "reference": {"uri", "role", "media-type"},
    "emotionml": {"version", *(f"{kind}-set" for kind in KINDS)},
    "vocabulary": {"type", "id"},
    "item": {"name"},
    "info": {"id"},
    **{kind: {"name", "value", "confidence"} for kind in KINDS},
}  # fmt: skip


def local(element: ET.Element) -> str:
    assert element.tag.startswith(EML), f"{element.tag} is not of EmotionML"
    return element.tag.removeprefix(EML)


def checked(path: Path) -> ET.Element:
    """The root, once it keeps the rules of chapters 2 and 3 that a machine can check."""
    root = ET.parse(path).getroot()  # our own file
    assert (local(root), root.get("version")) == ("emotionml", "1.0")
    assert [local(child) for child in root].count("info") <= 1
    ids: set[str] = set()
    terms: dict[str, tuple[str, set[str]]] = {}
    for child in root:
        assert set(child.attrib) <= ATTRIBUTES[local(child)]
        if "id" in child.attrib:
            assert child.attrib["id"] not in ids
            assert re.fullmatch(r"[A-Za-z_][\w.-]*", child.attrib["id"])
            ids.add(child.attrib["id"])
        if local(child) == "vocabulary":
            terms[child.attrib["id"]] = (child.attrib["type"], _vocabulary(child))
        elif local(child) == "emotion":
            _emotion(child, terms)
    return root


def _vocabulary(vocabulary: ET.Element) -> set[str]:
    assert vocabulary.get("type") in KINDS
    names = [item.attrib["name"] for item in vocabulary if local(item) == "item"]
    assert names
    assert len(set(names)) == len(names)
    assert all(NMTOKEN.fullmatch(name) for name in names)
    return set(names)


def _emotion(emotion: ET.Element, terms: dict[str, tuple[str, set[str]]]) -> None:
    said = [local(child) for child in emotion]
    assert any(kind in said for kind in KINDS), "an emotion says something"
    assert said.count("info") <= 1
    order = [*KINDS, "reference", "info"]
    assert said == sorted(said, key=order.index)
    for child in emotion:
        name = local(child)
        assert set(child.attrib) <= ATTRIBUTES[name]
        if name in KINDS:
            type_, words = terms[emotion.attrib[f"{name}-set"].removeprefix("#")]
            assert type_ == name
            assert child.attrib["name"] in words
            assert 0 <= float(child.attrib["value"]) <= 1
            assert 0 <= float(child.get("confidence", 0)) <= 1
        if name == "reference":
            assert child.get("role") in (
                "expressedBy",
                "experiencedBy",
                "triggeredBy",
                "targetedAt",
            )
        if name == "info":
            assert not any(inner.tag.startswith(EML) for inner in child)
    names = [child.get("name") for child in emotion if local(child) in KINDS]
    assert len(set(names)) == len(names), "a term once an emotion"
    for whole in ("duration", "offset-to-start"):
        if whole in emotion.attrib:
            assert re.fullmatch(r"\d+", emotion.attrib[whole])


def about(emotion: ET.Element) -> dict[str, str]:
    info = emotion.find(f"{EML}info")
    assert info is not None
    return dict(info[0].attrib)


def values(emotion: ET.Element) -> dict[str, float]:
    found = [child for child in emotion if local(child) in KINDS]
    return {child.attrib["name"]: float(child.attrib["value"]) for child in found}


def emotions(root: ET.Element) -> dict[tuple[str, ...], ET.Element]:
    told = [(about(one), one) for one in root.iter(f"{EML}emotion")]
    return {(a["item"], a["question"], *filter(None, [a.get("rater")])): one for a, one in told}


@pytest.fixture
def exported(heard_release: Path, tmp_path: Path) -> Path:
    return release_export(heard_release, "emotionml", None, tmp_path / "out").folder


def test_labels_are_those_of_the_release(
    exported: Path, heard_release: Path, tmp_path: Path
) -> None:
    found = emotions(checked(exported / "labels.emotionml"))
    items = {row["item"]: row for row in rows_of(heard_release, tmp_path)["items"]}
    assert {item for item, _ in found} <= set(items)
    assert ("check", "emotion") not in found
    told = 0
    for key, row in items.items():
        shares = {
            label: row[f"emotion.share.{label}"]
            for label in ("anger", "joy", "no-one")
            if row.get(f"emotion.share.{label}") is not None
        }
        if row.get("role", "normal") != "normal" or not shares:
            assert (key, "emotion") not in found
            continue
        told += 1
        assert values(found[key, "emotion"]) == pytest.approx(shares)
        assert about(found[key, "emotion"])["n"] == str(row["emotion.n"])
        if row["valence.mean"] is not None:  # -3 to 3
            assert values(found[key, "valence"]) == pytest.approx(
                {"valence": (row["valence.mean"] + 3) / 6}
            )
    assert told >= 3


def test_times_are_those_of_the_items(exported: Path, heard_release: Path) -> None:
    found = emotions(checked(exported / "labels.emotionml"))
    items = {row["item"]: row for row in pq.read_table(heard_release / "items.parquet").to_pylist()}
    timed = 0
    for (key, _), emotion in found.items():
        row, reference = items[key], emotion.find(f"{EML}reference")
        if row["media_sha256"] is None:
            assert reference is None
            continue
        assert reference is not None
        matched = FRAGMENT.fullmatch(reference.attrib["uri"])
        assert matched is not None
        if row["start_seconds"] is not None:
            timed += 1
            assert float(matched[2]) == pytest.approx(row["start_seconds"], abs=1e-5)
            assert float(matched[3]) == pytest.approx(row["end_seconds"], abs=1e-5)
            start = int(emotion.attrib["offset-to-start"])
            assert start == round(row["start_seconds"] * 1000)
            end = start + int(emotion.attrib["duration"])
            assert end == round(row["end_seconds"] * 1000)
            assert emotion.attrib["time-ref-uri"] == matched[1]
    assert timed


def test_each_rater_has_an_emotion_of_their_own(exported: Path, heard_release: Path) -> None:
    found = emotions(checked(exported / "raters.emotionml"))
    ratings = pq.read_table(heard_release / "ratings.parquet").to_pylist()
    given = {
        (row["item"], row["rater"]): row["emotion"]
        for row in ratings
        if row["emotion"] is not None and row["rater"] is not None and row["item"] != "check"
    }
    assert given
    for (item, rater), label in given.items():
        assert values(found[item, "emotion", rater]) == {label: 1.0}
    sure = [row for row in ratings if row["emotion.confidence"] is not None and row["rater"]]
    for row in sure:
        (category,) = (x for x in found[row["item"], "emotion", row["rater"]] if local(x) in KINDS)
        assert float(category.attrib["confidence"]) == (row["emotion.confidence"] - 1) / 4
    assert sure


def test_what_has_no_words_is_told(exported: Path) -> None:
    report = (exported / "export.json").read_text()
    assert "no words for: when, feel, why, own" in report


def test_other_rules_give_other_numbers(heard_release: Path, tmp_path: Path) -> None:
    folder = release_export(heard_release, "emotionml", "median", tmp_path / "median").folder
    found = emotions(checked(folder / "labels.emotionml"))
    told = [about(one)["rule"] for (_, question), one in found.items() if question == "valence"]
    assert set(told) == {"median"}


def test_a_number_beyond_its_scale_has_no_place() -> None:
    term = Term("valence", "How pleasant?", -3, 3)
    assert (term.on_unit(-3), term.on_unit(0), term.on_unit(3)) == (0, 0.5, 1)
    assert term.on_unit(3.5) is None


def test_media_stand_beside_it(heard_release: Path, tmp_path: Path) -> None:
    out = tmp_path / "media"
    folder = release_export(
        heard_release, "emotionml", None, out, ExportOptions(media="copy")
    ).folder
    root = checked(folder / "labels.emotionml")
    uris = {one.attrib["uri"].partition("#")[0] for one in root.iter(f"{EML}reference")}
    assert uris
    assert all((folder / unquote(uri)).is_file() for uri in uris)


def test_texts_of_the_scheme_are_in_its_vocabularies(exported: Path) -> None:
    root = checked(exported / "labels.emotionml")
    words: dict[str, Any] = {
        one.attrib["id"]: [item.attrib["name"] for item in one.iter(f"{EML}item")]
        for one in root.iter(f"{EML}vocabulary")
    }
    assert words["category-emotion"] == ["anger", "joy", "no-one"]
    assert words["dimension-valence"] == ["valence"]
    assert set(words) == {
        "category-emotion", "category-mix", "dimension-strength", "dimension-valence",
        "category-tags",
    }  # fmt: skip
