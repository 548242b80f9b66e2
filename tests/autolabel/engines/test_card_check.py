import shutil
from dataclasses import replace

import pytest

from autolabel.cards import CardError, builtin_cards, card_hash, cards_in, load_card
from autolabel.cards.check import add_card, check_card
from autolabel.cards.store import CARDS_FOLDER


@pytest.fixture
def text_card(tmp_path):
    """A copy of the built-in text card under another id, with its weights beside it."""
    source = tmp_path / "from elsewhere"
    source.mkdir()
    text = (CARDS_FOLDER / "goemotions-linear.yaml").read_text(encoding="utf-8")
    path = source / "mine.yaml"
    path.write_text(text.replace("id: goemotions-linear", "id: mine"), encoding="utf-8")
    shutil.copyfile(
        builtin_cards()["goemotions-linear"].weights_path, source / "goemotions-linear.npz"
    )
    return path


@pytest.mark.parametrize("name", ["vocal-arousal", "goemotions-linear"])
def test_built_in_cards_pass(name):
    check_card(builtin_cards()[name])


def test_other_label_names_fail():
    card = builtin_cards()["vocal-arousal"]
    wrong = replace(card, output=replace(card.output, labels=("valence",)))
    with pytest.raises(
        CardError, match=r"output.labels are valence, engine vocal_arousal gives arousal"
    ):
        check_card(wrong)


def test_another_order_of_labels_fails():
    card = builtin_cards()["goemotions-linear"]
    wrong = replace(card, output=replace(card.output, labels=card.output.labels[::-1]))
    with pytest.raises(CardError, match="its weights are for admiration, amusement"):
        check_card(wrong)


def test_scores_outside_the_range_fail():
    card = builtin_cards()["vocal-arousal"]
    wrong = replace(card, output=replace(card.output, range=(0.0, 1.0)))
    with pytest.raises(CardError, match=r"probe probe-0: arousal is -0\..*output.range is 0.0 to"):
        check_card(wrong)


def test_an_unknown_kind_fails():
    with pytest.raises(CardError, match="unknown kind 'magic', allowed: text_linear"):
        check_card(replace(builtin_cards()["vocal-arousal"], kind="magic"))


def test_changed_weights_fail(text_card):
    weights = text_card.parent / "goemotions-linear.npz"
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(CardError, match="have sha256"):
        check_card(load_card(text_card))


def test_a_card_is_taken_in_with_its_weights(text_card, tmp_path):
    folder = tmp_path / "home" / "cards"
    added = add_card(text_card, folder)
    assert cards_in(folder) == {"mine": added}
    assert added.folder == folder
    check_card(added)
    assert card_hash(added) == card_hash(load_card(text_card))


def test_taking_in_the_same_card_again_changes_nothing(text_card, tmp_path):
    folder = tmp_path / "cards"
    first = add_card(text_card, folder)
    before = sorted((path.name, path.stat().st_mtime_ns) for path in folder.iterdir())
    assert add_card(text_card, folder) == first
    assert sorted((path.name, path.stat().st_mtime_ns) for path in folder.iterdir()) == before


def test_a_failing_card_leaves_nothing_behind(text_card, tmp_path):
    (text_card.parent / "goemotions-linear.npz").unlink()
    with pytest.raises(CardError, match="cannot be read"):
        add_card(text_card, tmp_path / "cards")
    assert not (tmp_path / "cards").exists()


@pytest.mark.parametrize("taken", ["mine", "vocal-arousal"])
def test_an_id_is_taken_once(text_card, tmp_path, taken):
    folder = tmp_path / "cards"
    add_card(text_card, folder)
    text = text_card.read_text(encoding="utf-8").replace("id: mine", f"id: {taken}")
    text_card.write_text(text.replace("title: 28", "title: My 28"), encoding="utf-8")
    with pytest.raises(CardError, match=f"id '{taken}' is taken by another card; give this one"):
        add_card(text_card, folder)


def test_weights_of_another_card_are_not_overwritten(text_card, tmp_path):
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "goemotions-linear.npz").write_bytes(b"other weights")
    with pytest.raises(CardError, match=r"weights.file 'goemotions-linear.npz' is taken in"):
        add_card(text_card, folder)
    assert (folder / "goemotions-linear.npz").read_bytes() == b"other weights"
    assert cards_in(folder) == {}
