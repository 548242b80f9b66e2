"""The shipped presets: readable, whole, and as the protocols ask."""

import pytest

from affect.aggregation import rules_for
from affect.presets import (
    MEDIA,
    MODALITIES,
    PresetError,
    UnknownPresetError,
    preset,
    preset_names,
    preset_taxonomies,
)
from affect.presets.labels import with_labels
from affect.questions import Question, load_scheme
from affect.taxonomies import taxonomy

PROTOCOLS = {
    "ab": ("pair pair pair", 20),
    "brighter": ("intensity", 5),
    "characters": ("multi", 3),
    "component": ("spans choice", 3),
    "crema-d": ("choice intensity", 10),
    "emer": ("review", 2),
    "emonet-voice": ("intensity", 3),
    "emoset": ("choice scale scale words words choice words", 10),
    "emotiontalk": ("choice choice text text text text", 3),
    "empathy": ("scale scale scale scale", 3),
    "facs": ("intensity multi scale", 2),
    "findingemo": ("grid choice multi", 5),
    "group": ("trace", 3),
    "meld": ("choice choice", 5),
    "mos": ("scale scale scale", 20),
    "msp-dim": ("scale scale scale", 5),
    "music": ("grid trace", 10),
    "mvei": ("statement", 5),
    "omg-empathy": ("trace", 1),
    "physio": ("scale scale scale", 1),
    "reccon": ("choice spans", 3),
    "ser-soft": ("choice multi", 5),
    "sewa": ("trace trace trace timeline timeline", 5),
    "shemo": ("choice", 12),
    "socratis": ("words", 8),
    "soft-turns": ("distribution scale scale", 3),
    "writer-reader": ("intensity", 4),
    "zed": ("timeline", 3),
}
MOST_LETTERS = 21  # of 26, the player and the page keep five
FIXED_LABELS = ("grid", "statement", "pair", "review")
OWN_LABELS = {("findingemo", "decided"), ("reccon", "mentioned")}


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
    # no protocol reports the agreement of captions
    measured = [question.id for question in scheme.questions if question.kind != "text"]
    figures = [figure["question"] for figure in shipped["agreement"]]
    assert list(dict.fromkeys(figures)) == measured
    assert figures == sorted(figures, key=measured.index)
    assert len({tuple(figure.values()) for figure in shipped["agreement"]}) == len(figures)


def labels_with_letters(question: Question) -> bool:
    """Whether letters choose labels: axes and verdicts have none, and 26 letters do not go far."""
    return question.kind not in ("grid", "review") and len(question.labels) <= MOST_LETTERS


@pytest.mark.parametrize("name", preset_names())
def test_every_label_of_a_preset_has_a_key(name: str) -> None:
    for question in load_scheme(preset(name)["scheme"]).questions:
        keys = [label.key for label in question.labels]
        if labels_with_letters(question):
            assert all(keys)
            assert len(set(keys)) == len(keys)
        else:
            assert not any(keys)


@pytest.mark.parametrize("name", preset_names())
def test_labels_come_from_the_taxonomy_that_the_file_names(name: str) -> None:
    scheme = load_scheme(preset(name)["scheme"])
    named = preset_taxonomies(name)
    for question in scheme.questions:
        if question.id not in named:
            own = question.kind in FIXED_LABELS or (name, question.id) in OWN_LABELS
            assert own or not question.labels
            continue
        source = taxonomy(named[question.id])
        assert question.label_ids == source.ids
        for label, known in zip(question.labels, source.labels, strict=True):
            assert (label.text, label.valence, label.arousal) == (
                known.text,
                known.valence,
                known.arousal,
            )


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_says_what_it_is_for_and_what_is_convention(name: str) -> None:
    shipped = preset(name)
    assert shipped["modality"] in MODALITIES
    assert shipped["media"]
    assert set(shipped["media"]) <= set(MEDIA)
    for words in (shipped["title"], shipped["summary"], shipped["paper"], shipped["unit"]):
        assert words.strip()
    assert len(shipped["notes"]) >= 2
    assert any("onvention" in note or "ours" in note for note in shipped["notes"])


def test_aliases_come_with_the_taxonomy() -> None:
    emotion = load_scheme(preset("crema-d")["scheme"]).question("emotion")
    assert emotion.labels[0].aliases == ("A", "ANG", "angry")


def test_a_key_for_a_label_that_is_not_there_is_refused() -> None:
    question = {"id": "mood", "labels": {"taxonomy": "sentiment3", "keys": {"joy": "j"}}}
    with pytest.raises(
        PresetError,
        match="question mood: keys for joy, which sentiment3 does not have; it has: negative, ",
    ):
        with_labels({"questions": [question]})


def test_the_protocols() -> None:
    """Names, questions and raters of all protocols."""
    found = {}
    for name in preset_names():
        scheme = load_scheme(preset(name)["scheme"])
        kinds = " ".join(question.kind for question in scheme.questions)
        found[name] = (kinds, preset(name)["raters_per_item"])
    assert found == PROTOCOLS


def test_secondary_emotions_include_the_primary_ones() -> None:
    scheme = load_scheme(preset("ser-soft")["scheme"])
    secondary = scheme.secondary_of("primary")
    assert secondary is not None
    assert set(scheme.question("primary").label_ids) < set(secondary.label_ids)


def test_sizes_that_the_papers_give() -> None:
    def labels(name: str, question: str) -> int:
        return len(load_scheme(preset(name)["scheme"]).question(question).labels)

    assert labels("emonet-voice", "emotions") == 40
    assert labels("brighter", "emotions") == 6
    assert labels("findingemo", "emotion") == 24
    assert labels("emoset", "emotion") == 8
    assert labels("facs", "units") == 22
    assert labels("facs", "descriptors") == 10
    assert labels("characters", "emotions") == 25
    assert labels("emotiontalk", "sentiment") == 5


def test_a_cause_is_asked_for_only_where_it_is_said() -> None:
    scheme = load_scheme(preset("reccon")["scheme"])
    hidden = {"mentioned": {"value": "latent"}}
    assert not scheme.check(hidden, draft=False)
    assert scheme.check({"mentioned": {"value": "said"}}, draft=False)


def test_a_preset_is_a_copy() -> None:
    preset("meld")["rules"].clear()
    assert preset("meld")["rules"]


def test_an_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(
        UnknownPresetError,
        match="unknown preset 'iemocap'; there are: ab, brighter, characters, component, crema-d, ",
    ):
        preset("iemocap")
