"""Label sets: canonical order, sources, and agreement with the collection they come from."""

import json
import re
from pathlib import Path

import pytest

from affect.questions import KINDS
from affect.questions.values import is_slug
from affect.taxonomies import UnknownTaxonomyError, taxonomy, taxonomy_names

LATER_KINDS = ("timeline", "spans", "grid")
NOT_COLLECTED = {
    "coarse8",
    "cpm_components5",
    "facs_descriptors10",
    "facs_units22",
    "movie25",
    "narrative4",
    "narrative_components4",
    "plutchik24",
    "reccon_causes",
    "sewa_units",
    "shemo6",
    "vocalisations6",
}


@pytest.mark.parametrize("name", taxonomy_names())
def test_a_taxonomy_is_whole(name: str) -> None:
    labels = taxonomy(name)
    assert labels.name == name
    assert labels.source
    assert len(set(labels.ids)) == len(labels.ids) >= 2
    assert labels.kind in (*KINDS, *LATER_KINDS)
    for label in labels.labels:
        assert is_slug(label.id)
        for place in (label.valence, label.arousal):
            assert place is None or -1 <= place <= 1


def test_orders_that_files_of_others_rely_on() -> None:
    assert taxonomy("meld7").ids == (
        "neutral",
        "surprise",
        "fear",
        "sadness",
        "joy",
        "disgust",
        "anger",
    )
    codes = [label.code for label in taxonomy("crema_d6").labels]
    assert codes == ["ANG", "DIS", "FEA", "HAP", "NEU", "SAD"]
    assert len(taxonomy("goemotions28").ids) == 28
    assert taxonomy("goemotions28").ids[-1] == "neutral"


def test_an_unknown_taxonomy_names_those_there_are() -> None:
    with pytest.raises(UnknownTaxonomyError, match="unknown taxonomy 'x'; there are: brighter6, "):
        taxonomy("x")


def test_evidence_is_stated() -> None:
    """Each set was read in its source, recalled from the literature, or chosen by us."""
    evidence = {name: taxonomy(name).evidence for name in taxonomy_names()}
    assert set(evidence.values()) == {"source-read", "literature-recall", "convention"}
    ours = {name for name, known in evidence.items() if known == "convention"}
    assert ours == {"canonical9", "canonical_vad", "coarse8", "movie25", "vocalisations6"}


def test_the_wheel_has_three_strengths_for_each_primary_emotion() -> None:
    wheel, primary = taxonomy("plutchik24").ids, taxonomy("plutchik8").ids
    assert wheel[1::3] == primary


def test_circumplex_words_are_places_on_the_unit_circle() -> None:
    words = taxonomy("russell28").labels
    assert len(words) == 28
    for word in words:
        assert word.valence is not None
        assert word.arousal is not None
        assert word.valence**2 + word.arousal**2 == pytest.approx(1, abs=0.02)


def test_dimensions_have_ends() -> None:
    assert taxonomy("canonical_vad").ids == ("valence", "arousal", "dominance")
    assert taxonomy("canonical_vad").range == (-1, 1)
    assert taxonomy("meld7").range is None


def in_our_spelling(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower())


@pytest.mark.shared
@pytest.mark.parametrize("name", taxonomy_names())
def test_order_equals_the_collection(name: str, shared_data: Path) -> None:
    collected = json.loads((shared_data / "taxonomies.json").read_text())["taxonomies"]
    if name not in collected:
        assert name in NOT_COLLECTED
        return
    published = collected[name]
    names = published.get("display") or published.get("labels") or published.get("dimensions")
    names = names or list(published["angles"])
    ours = taxonomy(name).labels
    assert [in_our_spelling(label.text) for label in ours] == list(map(in_our_spelling, names))


@pytest.mark.shared
def test_action_units_carry_the_numbers_and_names_of_the_collection(shared_data: Path) -> None:
    facs = json.loads((shared_data / "taxonomies.json").read_text())["taxonomies"]["facs"]
    names = facs["action_units"] | facs["action_descriptors"]
    counts = {"facs_units22": 22, "facs_descriptors10": 10, "sewa_units": 5}
    for name, count in counts.items():
        assert len(taxonomy(name).labels) == count
        for label in taxonomy(name).labels:
            assert label.text == f"{label.id} {names[str(label.code)]}"
            assert label.id in (f"AU{label.code}", f"AD{label.code}")
