import hashlib
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import logit

from autolabel.cards import builtin_cards
from autolabel.cards.schema import Weights
from autolabel.engines.contract import Clip
from autolabel.engines.registry import engine_for
from autolabel.engines.text_features import BUCKETS, hashed_counts
from autolabel.training.goemotions_data import LABELS, Comments, in_test, read_split
from autolabel.training.goemotions_linear import (
    _fit,
    _matrix,
    inverse_frequencies,
    train,
    weights_file,
)

GOEMOTIONS = "goemotions_filtered/goemotions-dev.tsv"


@pytest.fixture(scope="module")
def made_up():
    """Comments whose words mostly say which of three labels they have; the others have none."""
    rng = np.random.default_rng(10)
    words = {0: "admire", 2: "furious", 17: "joyful"}
    texts, truth = [], np.zeros((240, len(LABELS)), dtype=bool)
    for row in range(240):
        label = list(words)[row % 3]
        truth[row, label if row % 10 else 17] = True
        filler = " ".join(rng.choice(["the", "a", "dog", "cat", "tree", "house"], 4))
        texts.append(f"{filler} {words[label]} {filler}")
    return Comments(tuple(texts), truth)


@pytest.fixture(scope="module")
def trained(made_up):
    return train(made_up)


def test_labels_are_those_of_the_card():
    assert builtin_cards()["goemotions-linear"].output.labels == LABELS


def test_the_same_comments_give_the_same_bytes(made_up, trained):
    assert weights_file(train(made_up)) == weights_file(trained)


def test_what_the_words_say_is_learnt(made_up, trained):
    found = trained.unseen[:, [0, 2, 17]].argmax(axis=1)
    assert np.mean(found == np.tile([0, 1, 2], 80)) > 0.95


def test_comments_that_are_told_apart_without_fault_cannot_be_calibrated(made_up):
    sure = np.zeros_like(made_up.truth)
    sure[np.arange(240), np.tile([0, 2, 17], 80)] = True
    with pytest.raises(ValueError, match="calibration has no bound: every comment left out"):
        train(Comments(made_up.texts, sure))


def test_a_label_without_examples_is_rare(trained):
    assert trained.unseen[:, 1].max() < 0.05


def test_the_engine_gives_what_was_trained(made_up, trained, tmp_path):
    data = weights_file(trained)
    (tmp_path / "w.npz").write_bytes(data)
    card = replace(
        builtin_cards()["goemotions-linear"],
        folder=tmp_path,
        weights=Weights("w.npz", hashlib.sha256(data).hexdigest()),
    )
    engine = engine_for(card)
    engine.load()
    outputs = engine.label([Clip(text, text=text) for text in made_up.texts[:20]])
    counts = [hashed_counts(text) for text in made_up.texts]
    rows = _matrix(counts, inverse_frequencies(counts))[:20]
    assert rows.shape == (20, BUCKETS)
    expected = rows @ trained.weights.astype(np.float64) + trained.bias
    found = logit([list(output.raw.values()) for output in outputs])
    np.testing.assert_allclose(found, expected, atol=1e-5)


def write(path, lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_split_depends_on_the_id_alone(tmp_path):
    lines = [f"text number {i}\t{i % 28}\tid{i}" for i in range(300)]
    training, test = read_split(write(tmp_path / "a.tsv", lines))
    again, test_again = read_split(write(tmp_path / "b.tsv", lines[::-1]))
    assert sorted(training.texts) == sorted(again.texts)
    assert sorted(test.texts) == sorted(test_again.texts)
    assert 40 < len(test.texts) < 80
    assert test.texts == tuple(f"text number {i}" for i in range(300) if in_test(f"id{i}"))


def test_a_test_comment_that_stands_in_training_too_is_left_out(tmp_path):
    ids = {test: next(f"id{i}" for i in range(99) if in_test(f"id{i}") == test) for test in (0, 1)}
    lines = [f"So true!\t1,2\t{ids[0]}", f"so TRUE!\t1\t{ids[1]}"]
    training, test = read_split(write(tmp_path / "a.tsv", lines))
    assert training.texts == ("So true!",)
    assert np.flatnonzero(training.truth[0]).tolist() == [1, 2]
    assert test.texts == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("text\t1", "line 2: 2 columns, must be text, categories, id"),
        ("text\t28\tid", "line 2: categories '28', allowed are 0 to 27"),
        ("text\tjoy\tid", "line 2: categories 'joy', allowed are 0 to 27"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, message):
    with pytest.raises(ValueError, match=message):
        read_split(write(tmp_path / "a.tsv", ["fine\t1\tid1", line]))


@pytest.mark.shared
def test_the_shipped_weights_come_from_this_script(shared_data):
    training, test = read_split(shared_data / GOEMOTIONS)
    assert (len(training.texts), len(test.texts)) == (4370, 1053)
    # the slope of the calibration takes five more fits: it is read off the shipped weights here
    weights, bias, idf = _fit([hashed_counts(text) for text in training.texts], training.truth)
    with np.load(builtin_cards()["goemotions-linear"].weights_path) as shipped:
        assert np.array_equal(idf, shipped["idf"])
        slope = np.vdot(weights, shipped["weights"]) / np.vdot(weights, weights)
        offset = np.mean(shipped["bias"] - slope * bias)
        assert 0.5 < slope < 2
        # float16 keeps three digits, and another processor may round differently
        np.testing.assert_allclose(shipped["weights"], slope * weights, rtol=2e-3, atol=1e-2)
        np.testing.assert_allclose(shipped["bias"], slope * bias + offset, atol=1e-2)
