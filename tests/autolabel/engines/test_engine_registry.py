from dataclasses import replace

import pytest

from autolabel.cards import builtin_cards
from autolabel.engines.contract import EngineError, Output
from autolabel.engines.registry import ENGINES, engine_for


@pytest.fixture
def card():
    return builtin_cards()["vocal-arousal"]


def test_every_built_in_card_has_its_engine():
    for card in builtin_cards().values():
        engine = engine_for(card)
        assert (engine.name, engine.kind, engine.modality) == (card.id, card.kind, card.modality)
        assert engine.version == card.version
        assert engine.output_names == card.output.labels


def test_every_kind_has_a_built_in_card():
    assert {card.kind for card in builtin_cards().values()} == set(ENGINES)


def test_an_unknown_kind_lists_the_allowed_ones(card):
    with pytest.raises(
        EngineError, match="unknown kind 'magic', allowed: text_linear, vocal_arousal"
    ):
        engine_for(replace(card, kind="magic"))


def test_another_version_is_refused(card):
    with pytest.raises(EngineError, match="made for version '0' of engine vocal_arousal"):
        engine_for(replace(card, version="0"))


def test_another_modality_is_refused(card):
    text = replace(card, input=replace(card.input, modality="text"))
    with pytest.raises(
        EngineError, match=r"input.modality is 'text', engine vocal_arousal takes 'audio'"
    ):
        engine_for(text)


@pytest.mark.parametrize(("raw", "error"), [(None, None), ({"a": 1.0}, "broken")])
def test_an_output_has_either_values_or_an_error(raw, error):
    with pytest.raises(ValueError, match="output 'k' must have either raw values or an error"):
        Output("k", raw, error)
