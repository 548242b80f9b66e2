"""Alpha of tables of text: what is missing, what is a number, what is refused."""

import pytest

from affect.agreement import LEVELS, NO_PAIRS, NO_RATINGS, AgreementError, alpha, table_alpha

ROWS = [["1", "2", "1"], ["2", "2", "2"], ["3", "", "4"], ["4", "4", "4"], ["", "1", ""]]
NAN = float("nan")
NUMBERS = [[1, 2, 3, 4, NAN], [2, 2, NAN, 4, 1], [1, 2, 4, 4, NAN]]


@pytest.mark.parametrize("level", LEVELS)
def test_numbers_as_text(level: str) -> None:
    result = table_alpha(ROWS, level)
    assert result == alpha(NUMBERS, level)
    assert (result.units, result.single_rated_units, result.raters) == (4, 1, 3)


def test_words() -> None:
    words = [["joy", "joy"], ["fear", " joy "], ["fear", "fear"], ["joy", None], ["", " "]]
    expected = alpha([[0, 1, 1, 0, NAN], [0, 0, 1, NAN, NAN]], "nominal")
    assert table_alpha(words, "nominal") == expected


@pytest.mark.parametrize("word", ["NA", "nan", "N/A", "None", "null", "", "  "])
@pytest.mark.parametrize("level", LEVELS)
def test_missing_numbers_as_programs_write_them(word: str, level: str) -> None:
    rows = [[cell or word for cell in row] for row in ROWS]
    assert table_alpha(rows, level) == table_alpha(ROWS, level)


def test_none_is_a_label_among_labels() -> None:
    result = table_alpha([["None", "None"], ["joy", "joy"], ["NA", "None"]], "nominal")
    assert (result.units, result.ratings) == (3, 6)


def test_a_whole_number_equals_itself_with_a_point() -> None:
    result = table_alpha([["1", "1.0"], ["2", "2.0"], ["3", ""]], "nominal")
    assert result.value == 1


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
@pytest.mark.parametrize("bad", ["joy", "inf", "1,5", "1_000", "?"])
def test_a_word_among_numbers_is_named(level: str, bad: str) -> None:
    rows = [["1", "2"], ["2", bad]]
    with pytest.raises(AgreementError) as caught:
        table_alpha(rows, level, units=["clip1", "clip2"], raters=["ann", "bob"])
    message = str(caught.value)
    assert message.startswith(f"row 2 ('clip2'), column 'bob': {bad!r} is no number; level {level}")
    assert message.endswith("use level nominal for labels")


def test_rows_of_different_length_are_named() -> None:
    with pytest.raises(AgreementError, match="row 2 has 1 ratings, the first row has 2"):
        table_alpha([["1", "2"], ["1"]], "nominal")


def test_an_unknown_level_is_named() -> None:
    with pytest.raises(AgreementError, match="unknown level 'x'; allowed: nominal"):
        table_alpha(ROWS, "x")


def test_nothing_is_a_reason() -> None:
    assert table_alpha([], "nominal").reason == NO_RATINGS
    assert table_alpha([["", ""]], "interval").reason == NO_RATINGS
    assert table_alpha([["1"], ["2"]], "interval").reason == NO_PAIRS
