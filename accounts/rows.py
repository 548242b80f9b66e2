"""Rows of hand-written SQL as model instances.

The busiest requests ask the same few questions thousands of times, and building such a query by
the ORM costs several times what PostgreSQL needs to answer it. Those few are written out.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


@cache
def columns_of(model: type[models.Model], table: str) -> str:
    """All columns of a model, in the order of its fields, of the table or alias of that name."""
    return ", ".join(f'"{table}"."{field.column}"' for field in model._meta.concrete_fields)


@cache
def _fields_of(model: type[models.Model]) -> tuple[list[str], list[tuple[int, Any]]]:
    """Attribute names, and where a value from the database needs its field to read it."""
    fields = model._meta.concrete_fields
    read = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return [field.attname for field in fields], read


def instance_of(model: type[Row], values: Sequence[Any]) -> Row:
    """The instance whose columns, in the order of `columns_of`, have these values."""
    names, read = _fields_of(model)
    row = list(values)
    for place, from_db_value in read:
        row[place] = from_db_value(row[place], None, connection)
    instance: Row = model.from_db(connection.alias, names, row)
    return instance


def instances_of(found: Sequence[type[models.Model]], values: Sequence[Any]) -> list[Any]:
    """One instance of each model from a row with the columns of all, in that order.

    Where an outer join found nothing, and so the key is null, there is None.
    """
    instances, begin = [], 0
    for model in found:
        names, _ = _fields_of(model)
        columns = values[begin : begin + len(names)]
        missing = columns[names.index(model._meta.pk.attname)] is None
        instances.append(None if missing else instance_of(model, columns))
        begin += len(names)
    return instances


def rows(query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows that a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def first_row(query: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row that a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


def first(model: type[Row], query: str, parameters: Sequence[Any]) -> Row | None:
    """The first instance that a query, which selects `columns_of` the model alone, finds."""
    row = first_row(query, parameters)
    return None if row is None else instance_of(model, row)
