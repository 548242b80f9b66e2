import hashlib
import io
from dataclasses import replace

import numpy as np
import pytest

from autolabel.cards import builtin_cards
from autolabel.cards.schema import OutputSpec, Weights
from autolabel.engines.contract import Clip, EngineError
from autolabel.engines.registry import engine_for
from autolabel.engines.text_features import BUCKETS, grams, hashed_counts, tokens, weighted

TEXTS = ["Thank you so much!", "This is disgusting.", "I'm so sorry for your loss", "ok", "Why? 😂"]


@pytest.fixture
def card():
    return builtin_cards()["goemotions-linear"]


@pytest.fixture
def engine(card):
    engine = engine_for(card)
    engine.load()
    yield engine
    engine.close()


def small_card(card, tmp_path, **changes):
    """A card over two labels with weights that are written beside it; `changes` break an array."""
    arrays = {
        "labels": np.array(["up", "down"]),
        "weights": np.zeros((BUCKETS, 2), dtype=np.float16),
        "bias": np.array([0, np.log(3)], dtype=np.float32),
        "idf": np.ones(BUCKETS, dtype=np.float16),
        **changes,
    }
    buffer = io.BytesIO()
    np.savez(buffer, **{name: value for name, value in arrays.items() if value is not None})
    return with_weights(card, tmp_path, buffer.getvalue())


def with_weights(card, tmp_path, data):
    (tmp_path / "w.npz").write_bytes(data)
    return replace(
        card,
        id="small",
        folder=tmp_path,
        weights=Weights("w.npz", hashlib.sha256(data).hexdigest()),
        output=OutputSpec("multilabel", ("up", "down"), (0.0, 1.0), None),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm FINE.", ["i'm", "fine", "."]),
        ("I’m fine…", ["i'm", "fine", "..."]),
        ("No!!! [NAME] won?!", ["no", "!!!", "[name]", "won", "?", "!"]),
        ("ﬁne — 😂😂", ["fine", "-", "😂😂"]),
        ("  \n\t ", []),
        ("שלום, мир", ["שלום", ",", "мир"]),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


def test_grams_are_of_words_and_of_characters_within_words():
    found = list(grams(["ab", "c"]))
    assert [gram for gram in found if gram.startswith("w:")] == [
        "w:<",
        "w:ab",
        "w:c",
        "w:>",
        "w:< ab",
        "w:ab c",
        "w:c >",
    ]
    assert [gram[2:] for gram in found if gram.startswith("c:")] == [" ab", "ab ", " ab ", " c "]


def test_hashed_counts_do_not_change_between_processes():
    # pinned: stored weights mean nothing under another hash
    buckets, counts = hashed_counts("no no no")
    assert buckets.tolist() == sorted(set(buckets.tolist()))
    assert counts.max() == 3
    digest = hashlib.sha256(np.concatenate([buckets, counts]).astype(np.int64).tobytes())
    assert digest.hexdigest() == (
        "114a8af0c081282bdc12c6adba2fb402c2570a1abf0b0dabf65b00c8c949bec0"
    )


def test_term_weights_have_length_one():
    assert weighted(np.array([1.0, 3.0]), np.array([1.0, 2.0])) == pytest.approx(
        np.array([1, 2 * (1 + np.log(3))]) / np.hypot(1, 2 * (1 + np.log(3)))
    )


def test_every_label_gets_a_probability_in_the_order_of_the_card(engine, card):
    for output in engine.label([Clip(text, text=text) for text in TEXTS]):
        assert tuple(output.raw) == card.output.labels
        assert all(0 < value < 1 for value in output.raw.values())


def test_plain_texts_get_the_label_that_they_name(engine):
    expected = {
        "Thank you so much!": "gratitude",
        "I love this so much": "love",
        "That is so sad, I am crying": "sadness",
        "lol that is hilarious": "amusement",
        "I am sorry, I apologize": "remorse",
    }
    for output in engine.label([Clip(text, text=text) for text in expected]):
        assert max(output.raw, key=output.raw.get) == expected[output.key]


def test_scores_depend_neither_on_neighbours_nor_on_order(engine):
    clips = [Clip(text, text=text) for text in TEXTS]
    together = {output.key: output.raw for output in engine.label(clips)}
    alone = {clip.key: engine.label([clip])[0].raw for clip in reversed(clips)}
    assert together == alone


def test_the_view_is_the_raw_scores(engine):
    outputs = engine.label([Clip("a", text="hello"), Clip("b")])
    assert engine.normalise(outputs, {"a": "s"}) == {"a": outputs[0].raw}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no text"),
        ("", "the text has no word in it"),
        (" \n", "the text has no word in it"),
    ],
)
def test_a_missing_text_is_an_error_and_not_a_score(engine, text, message):
    (output,) = engine.label([Clip("a", text=text)])
    assert output.raw is None
    assert output.error == message


def test_a_known_model_gives_known_probabilities(card, tmp_path):
    engine = engine_for(small_card(card, tmp_path))
    engine.load()
    (output,) = engine.label([Clip("a", text="word")])
    assert output.raw == pytest.approx({"up": 0.5, "down": 0.75})


def test_label_needs_load(card):
    engine = engine_for(card)
    with pytest.raises(EngineError, match=r"goemotions-linear: label\(\) needs load\(\) first"):
        engine.label([])
    engine.load()
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="needs load"):
        engine.label([])


def test_changed_weights_are_refused(card, tmp_path):
    changed = small_card(card, tmp_path)
    with (tmp_path / "w.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(EngineError, match=r"have sha256 .* the card says .* get the file"):
        engine_for(changed).load()


def test_missing_weights_are_named(card, tmp_path):
    missing = small_card(card, tmp_path)
    (tmp_path / "w.npz").unlink()
    with pytest.raises(EngineError, match=r"w\.npz cannot be read \(No such file or directory\)"):
        engine_for(missing).load()


def test_a_text_card_without_weights_is_refused(card):
    with pytest.raises(EngineError, match="a card of kind text_linear needs weights"):
        engine_for(replace(card, weights=None)).load()


def test_another_order_of_labels_is_refused(card, tmp_path):
    swapped = small_card(card, tmp_path, labels=np.array(["down", "up"]))
    with pytest.raises(EngineError, match="its labels are up, down, its weights are for down, up"):
        engine_for(swapped).load()


def test_another_shape_is_refused(card, tmp_path):
    short = small_card(card, tmp_path, idf=np.ones(3, dtype=np.float16))
    with pytest.raises(EngineError, match=r"have the shapes .*\(3,\)\], must be"):
        engine_for(short).load()


def test_a_missing_array_is_named(card, tmp_path):
    with pytest.raises(EngineError, match=r"w\.npz is no \.npz of weights: .*bias"):
        engine_for(small_card(card, tmp_path, bias=None)).load()


def test_pickled_weights_are_never_run(card, tmp_path):
    pickled = small_card(card, tmp_path, bias=np.array([{"a": 1}, 2], dtype=object))
    with pytest.raises(EngineError, match="allow_pickle=False"):
        engine_for(pickled).load()


def test_weights_of_another_format_are_named(card, tmp_path):
    with pytest.raises(EngineError, match=r"is no \.npz of weights"):
        engine_for(with_weights(card, tmp_path, b"not an archive")).load()
