"""How PostgreSQL looks for the next item: by the index, however new the items are."""

import re

import pytest
from django.db import connection, transaction

from annotation.services.assignment.open_items import CURSOR, PROJECT, RATER, _query
from annotation.services.projects.items import MANY
from tests.annotation.acts import raters
from tests.cast import project, text_items


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
def test_the_next_of_many_new_items_is_read_and_not_sorted_for(mode: str) -> None:
    made = project("large", "meld")
    text_items(made, 10 * MANY)
    (person,) = raters(made, 1)
    values = {PROJECT: made.pk, RATER: person.pk, CURSOR: 0}
    with transaction.atomic(), connection.cursor() as cursor:
        text, parameters = _query(None, False, None, True, True)
        for number in range(len(parameters)):
            text = text.replace("%s", f"${number + 1}", 1)
        cursor.execute(f"SET LOCAL plan_cache_mode = {mode}")
        cursor.execute(f"PREPARE next_item (int, int, text, int, int) AS {text}")
        given = [values.get(one, one) for one in parameters]
        cursor.execute(
            "EXPLAIN EXECUTE next_item ({})".format(", ".join(f"'{one}'" for one in given))
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DEALLOCATE next_item")
    assert "Sort" not in plan
    expected = re.search(r"Index Scan using item_open .* rows=(\d+)", plan)
    assert expected, plan
    assert int(expected[1]) > MANY, "taken for a handful, they are sorted sooner or later"
