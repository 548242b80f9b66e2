"""Label sets: canonical order, sources, and agreement with the collection they come from."""

import json
from pathlib import Path

import pytest

from affect.taxonomies import UnknownTaxonomyError, taxonomy, taxonomy_names


@pytest.mark.parametrize("name", taxonomy_names())
def test_a_taxonomy_is_whole(name: str) -> None:
    labels = taxonomy(name)
    assert labels.name == name
    assert labels.source
    assert len(set(labels.ids)) == len(labels.ids) >= 2
    for label in labels.labels:
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
    with pytest.raises(UnknownTaxonomyError, match="unknown taxonomy 'x'; there are: coarse8, "):
        taxonomy("x")


@pytest.mark.shared
@pytest.mark.parametrize("name", [name for name in taxonomy_names() if name != "coarse8"])
def test_order_equals_the_collection(name: str, shared_data: Path) -> None:
    collected = json.loads((shared_data / "taxonomies.json").read_text())["taxonomies"][name]
    published = collected.get("display", collected["labels"])
    assert list(taxonomy(name).ids) == [label.lower() for label in published]
