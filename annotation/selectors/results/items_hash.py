"""Whether what results take from items is still the same."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import MD5, Cast

from annotation.models import Item


def items_hash(items: QuerySet[Item], *columns: str | Combinable) -> str:
    """Of these columns of items, computed where they lie; empty where there are no items."""
    named = [F(column) if isinstance(column, str) else column for column in columns]
    row = Func(F("pk"), *named, function="jsonb_build_array", output_field=JSONField())
    every = StringAgg(Cast(row, TextField()), delimiter=Value(","), order_by="pk")
    found = items.order_by().aggregate(found=MD5(every))["found"]
    return str(found or "")
