"""Near duplicates among texts are found, and nothing else is."""

import random

from releases.splits.duplicates import near_duplicates

LINE = "I told you that I would come back on the first train and here I am with your coat"


def test_case_punctuation_and_space_make_no_difference() -> None:
    codes = near_duplicates(["Oh, well!", "oh  well", "Ｏｈ WELL…", "oh no", None, "", "?!"])
    assert codes[0] == codes[1] == codes[2] != codes[3]
    assert codes[4:].tolist() == [-1, -1, -1]


def test_a_changed_word_in_a_long_text_is_a_duplicate_and_in_a_short_one_is_not() -> None:
    longer = f"{LINE} and {LINE} again"
    changed = longer.replace("first", "last", 1)
    codes = near_duplicates([longer, changed, "I am so happy", "I am so sad", LINE[40:]])
    assert codes[0] == codes[1]
    assert len({*codes[1:].tolist()}) == 4


def test_of_ten_thousand_texts_only_the_planted_pairs_are_found() -> None:
    draw = random.Random(3)
    words = [f"w{n}" for n in range(2000)]
    texts = [" ".join(draw.choices(words, k=40)) for _ in range(10_000)]
    planted = {at: at + 1 for at in range(0, 2000, 20)}
    for at, twin in planted.items():
        parts = texts[at].split()
        parts[draw.randrange(40)] = "other"
        texts[twin] = " ".join(parts)
    codes = near_duplicates(texts).tolist()
    first = {code: at for at, code in reversed(list(enumerate(codes)))}
    pairs = {first[code]: at for at, code in enumerate(codes) if first[code] != at}
    assert pairs == planted
