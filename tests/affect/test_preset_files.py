"""The shipped presets: readable, whole, and as the protocols ask."""

import pytest

from affect.aggregation import rules_for
from affect.presets import UnknownPresetError, preset, preset_names
from affect.questions import Choice, Distribution, Intensity, Multi, Scale, load_scheme


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_is_whole(name: str) -> None:
    shipped = preset(name)
    scheme = load_scheme(shipped["scheme"])
    asked = [question.id for question in scheme.questions]
    assert shipped["name"] == scheme.name == name
    assert shipped["raters_per_item"] >= 1
    assert set(shipped["context"]) == {"before", "after"}
    assert list(shipped["rules"]) == asked
    for question in scheme.questions:
        assert shipped["rules"][question.id] in rules_for(question.kind)
    for figure in shipped["agreement"]:
        offered = scheme.question(figure["question"]).statistics
        assert (figure["stat"], figure["level"]) in offered
    assert {figure["question"] for figure in shipped["agreement"]} == set(asked)


@pytest.mark.parametrize("name", preset_names())
def test_every_label_of_a_preset_has_a_key(name: str) -> None:
    for question in load_scheme(preset(name)["scheme"]).questions:
        assert all(label.key for label in question.labels)


def test_the_protocols() -> None:
    kinds = {
        name: [type(question) for question in load_scheme(preset(name)["scheme"]).questions]
        for name in preset_names()
    }
    assert kinds == {
        "crema-d": [Choice, Intensity],
        "meld": [Choice, Choice],
        "msp-dim": [Scale, Scale, Scale],
        "ser-soft": [Choice, Multi],
        "soft-turns": [Distribution, Scale, Scale],
    }
    raters = {name: preset(name)["raters_per_item"] for name in preset_names()}
    assert raters == {"crema-d": 10, "meld": 5, "msp-dim": 5, "ser-soft": 5, "soft-turns": 3}


def test_secondary_emotions_include_the_primary_ones() -> None:
    scheme = load_scheme(preset("ser-soft")["scheme"])
    secondary = scheme.secondary_of("primary")
    assert secondary is not None
    assert set(scheme.question("primary").label_ids) < set(secondary.label_ids)


def test_a_preset_is_a_copy() -> None:
    preset("meld")["rules"].clear()
    assert preset("meld")["rules"]


def test_an_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(
        UnknownPresetError,
        match="unknown preset 'iemocap'; there are: crema-d, meld, msp-dim, ser-soft, soft-turns",
    ):
        preset("iemocap")
