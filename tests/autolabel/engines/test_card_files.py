import re
from copy import deepcopy
from pathlib import Path

import pytest

from autolabel.cards import CardError, builtin_cards, card_hash, cards_in, load_card
from autolabel.cards import card_body as body_of


def problems_of(write_card, body) -> list[str]:
    with pytest.raises(CardError) as caught:
        load_card(write_card(body))
    assert str(caught.value).startswith(caught.value.source)
    return caught.value.problems


def test_a_card_is_read_with_its_types(write_card, card_body):
    path = write_card(card_body)
    card = load_card(path)
    assert card.output.range == (-1.0, 1.0)
    assert card.output.labels == ("arousal",)
    assert card.quality.figures[0].chance == (-0.5, 0.5)
    assert card.modality == "audio"
    assert card.folder == path.parent
    assert card.weights_path is None


def test_weights_lie_beside_the_card(write_card, card_body):
    card_body["weights"] = {"file": "w.npz", "sha256": "0" * 64}
    path = write_card(card_body)
    assert load_card(path).weights_path == path.parent / "w.npz"


def test_one_number_may_stand_for_chance(write_card, card_body):
    card_body["quality"]["figures"][0]["chance"] = 0.5
    assert load_card(write_card(card_body)).quality.figures[0].chance == 0.5


def change(body, path, value):
    *parents, last = path.split(".")
    for name in parents:
        body = body[int(name)] if name.isdigit() else body[name]
    if value is KeyError:
        del body[last]
    else:
        body[last] = value


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("title", KeyError, "field title is missing"),
        ("title", 3, "title must be a text, got 3"),
        ("baseline", 1, "baseline must be true or false, got 1"),
        ("colour", "red", "unknown field colour, allowed here: id, kind, version"),
        ("folder", "/etc", "folder must be Path, got '/etc'"),
        ("trust.magic", True, "unknown field trust.magic, allowed here: remote_code, pickle"),
        ("input", None, "input must be a table of Input fields, got None"),
        ("input.rate_hz", 16000.5, "input.rate_hz must be a whole number, got 16000.5"),
        ("input.rate_hz", None, "input.rate_hz and input.channels must be given"),
        ("input.modality", "smell", "input.modality must be one of audio, text, got 'smell'"),
        ("id", "My Card", "id must be small letters, digits and single hyphens, got 'My Card'"),
        ("notes", "one", "notes must be a list, got 'one'"),
        ("domain.languages", ["en", 1], "domain.languages[1] must be a text, got 1"),
        ("output.range", [0, 1, 2], "output.range must have 2 values, got 3"),
        ("output.range", [1, 0], "output.range must rise, got [1.0, 0.0]"),
        ("output.labels", [], "output.labels must name at least one label"),
        ("output.labels", ["a", "b", "a"], "output.labels must differ, found more than once: a"),
        ("output.type", "guess", "output.type must be one of regression, multilabel, got 'guess'"),
        ("output.taxonomy", 5, "output.taxonomy must be a text, got 5"),
        ("quality.figures", [], "quality.figures must hold at least one measured figure"),
        ("quality.figures.0.n", 0, "quality.figures[0].n must be at least 1, got 0"),
        ("quality.figures.0.chance", [1, 0], "quality.figures[0].chance must be [low, high]"),
        ("quality.figures.0.chance", "even", "quality.figures[0].chance must be a list of 2 or"),
        ("weights", {"file": "w"}, "field weights.sha256 is missing"),
        ("weights", {"file": "w", "sha256": "A" * 64}, "weights.sha256 must be 64 small hex"),
        ("weights", {"file": "../w", "sha256": "0" * 64}, "weights.file must be the plain name"),
        ("weights", {"file": "/w", "sha256": "0" * 64}, "weights.file must be the plain name"),
        ("weights", {"file": "..", "sha256": "0" * 64}, "weights.file must be the plain name"),
        ("weights", {"file": "a\\w", "sha256": "0" * 64}, "weights.file must be the plain name"),
    ],
)
def test_what_is_wrong_is_named(write_card, card_body, path, value, problem):
    change(card_body, path, value)
    (found,) = problems_of(write_card, card_body)
    assert found.startswith(problem)


def test_every_problem_is_named_at_once(write_card, card_body):
    change(card_body, "title", KeyError)
    change(card_body, "baseline", "yes")
    change(card_body, "licence.spdx", 7)
    assert problems_of(write_card, card_body) == [
        "field title is missing",
        "licence.spdx must be a text, got 7",
        "baseline must be true or false, got 'yes'",
    ]


@pytest.mark.parametrize("body", [None, [], "card"])
def test_a_file_that_is_no_table_is_refused(write_card, body):
    (problem,) = problems_of(write_card, body)
    assert problem.startswith("the card must be a table of Card fields")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(CardError, match=r"none\.yaml: cannot be read: No such file or directory"):
        load_card(tmp_path / "none.yaml")


@pytest.mark.parametrize("data", [b"a: [1", b"\xff\xfe\x00", b"!!python/object:os.system {}"])
def test_a_file_that_is_no_safe_yaml_is_refused(tmp_path, data):
    path = tmp_path / "card.yaml"
    path.write_bytes(data)
    with pytest.raises(CardError, match="is not YAML in UTF-8"):
        load_card(path)


def test_two_cards_of_one_id_are_refused(write_card, card_body):
    folder = write_card(card_body, "a.yaml").parent
    write_card(card_body, "b.yaml")
    with pytest.raises(CardError, match=re.escape("id 'my-card' is taken by another card in")):
        cards_in(folder)


def test_a_folder_that_is_not_there_has_no_cards(tmp_path):
    assert cards_in(tmp_path / "none") == {}


def test_built_in_cards_say_that_they_are_baselines():
    cards = builtin_cards()
    assert list(cards) == ["goemotions-linear", "vocal-arousal"]
    for card in cards.values():
        assert card.baseline
        assert card.quality.summary.startswith("Baseline.")
        assert not card.trust.remote_code
        assert not card.trust.pickle


def test_weights_are_small_and_named_in_the_notice():
    card = builtin_cards()["goemotions-linear"]
    assert card.weights_path.stat().st_size < 2_000_000
    notice = (Path(__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")
    assert f"autolabel/weights/{card.weights.file}" in notice
    assert "Creative Commons Attribution 4.0" in notice


def test_the_hash_is_that_of_the_whole_card_wherever_it_lies(write_card, card_body):
    first = card_hash(load_card(write_card(card_body)))
    assert re.fullmatch("[0-9a-f]{64}", first)
    reordered = dict(reversed(card_body.items()))
    assert card_hash(load_card(write_card(reordered, "other.yaml"))) == first
    assert "folder" not in card_body
    for path, value in [
        ("title", "Yours"),
        ("quality.figures.0.value", 0.2),
        ("output.labels", ["valence"]),
        ("version", "2"),
        ("notes", ["new"]),
    ]:
        changed = deepcopy(card_body)
        change(changed, path, value)
        assert card_hash(load_card(write_card(changed))) != first


def test_the_hash_is_pinned(write_card, card_body):
    # another way of hashing would make new runs of all cards: that must be on purpose
    card = load_card(write_card(card_body))
    assert "folder" not in body_of(card)
    assert card_hash(card) == "5048df4b4fa8213aec2681a65b009c9c93dedce17953b7163061c78d8abf38f0"
