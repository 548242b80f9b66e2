"""What changed from one release to another: items, ratings, labels, splits, agreement."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from releases.frozen import AGREEMENT, FrozenRelease


@dataclass(frozen=True)
class Change:
    """Rows that only the second release has, only the first one has, and that differ."""

    added: int
    removed: int
    changed: int


def release_diff(before: FrozenRelease, after: FrozenRelease) -> dict[str, Any]:
    """Compare two releases, of one project or of two.

    Ratings are told apart by item and rater, so those of unknown raters are compared as whole
    rows. `labels` gives each question's counts in both; a question that one of them does not ask
    has null there, and so has a statistic that was not computed or is undefined. `splits.moved`
    counts items that were in one split and are in another; a release without splits moves none.
    """
    columns = _shared_columns(before, after)
    return {
        "before": {"release": before.name, "id": before.id},
        "after": {"release": after.name, "id": after.id},
        "items": vars(_keyed(_items(before, columns), _items(after, columns), ["item"])),
        "ratings": vars(_rating_change(before, after)),
        "labels": _labels(before, after),
        "splits": {"moved": _moved(before, after)},
        "agreement": _agreement(before, after),
    }


def _shared_columns(before: FrozenRelease, after: FrozenRelease) -> list[str]:
    """What both say of items: an older layout has fewer columns, and that is no change."""
    first, second = (
        pl.read_parquet_schema(frozen.folder / "items.parquet") for frozen in (before, after)
    )
    return [name for name in first if name in second and name not in ("item", "split")]


def _items(frozen: FrozenRelease, columns: list[str]) -> pl.LazyFrame:
    frame = pl.scan_parquet(frozen.folder / "items.parquet")
    return frame.select("item", pl.struct(columns).hash(seed=0).alias("content"))


def _ratings(frozen: FrozenRelease) -> pl.LazyFrame:
    # Typed columns say the same as the answers, in the columns of that release's scheme.
    content = pl.struct("answers", "scheme_version", "revision").hash(seed=0)
    frame = pl.scan_parquet(frozen.folder / "ratings.parquet")
    return frame.select("item", "rater", content.alias("content"))


def _rating_change(before: FrozenRelease, after: FrozenRelease) -> Change:
    known = pl.col("rater").is_not_null()
    first, second = _ratings(before), _ratings(after)
    people = _keyed(first.filter(known), second.filter(known), ["item", "rater"])
    votes = _counted(first.filter(~known), second.filter(~known))
    return Change(people.added + votes.added, people.removed + votes.removed, people.changed)


def _keyed(before: pl.LazyFrame, after: pl.LazyFrame, keys: list[str]) -> Change:
    """Compare rows that have a key of their own."""
    joined = before.join(after, on=keys, how="full", suffix="_after").select(
        added=pl.col("content").is_null().sum(),
        removed=pl.col("content_after").is_null().sum(),
        changed=(pl.col("content") != pl.col("content_after")).sum(),
    )
    return Change(**joined.collect().row(0, named=True))


def _counted(before: pl.LazyFrame, after: pl.LazyFrame) -> Change:
    """Compare rows without a key: how many more and how many fewer there are of each."""
    same = ["item", "content"]
    joined = (
        before.group_by(same)
        .len()
        .join(after.group_by(same).len(), on=same, how="full", suffix="_after")
        .select(
            more=pl.col("len_after").fill_null(0).cast(pl.Int64)
            - pl.col("len").fill_null(0).cast(pl.Int64)
        )
        .select(
            added=pl.col("more").clip(lower_bound=0).sum(),
            removed=(-pl.col("more")).clip(lower_bound=0).sum(),
        )
    )
    return Change(**joined.collect().row(0, named=True), changed=0)


def _labels(before: FrozenRelease, after: FrozenRelease) -> dict[str, dict[str, dict[str, Any]]]:
    first, second = (frozen.project["counts"]["questions"] for frozen in (before, after))
    compared: dict[str, dict[str, dict[str, Any]]] = {}
    for question in [*first, *(name for name in second if name not in first)]:
        old, new = (_flat(counts.get(question)) for counts in (first, second))
        names = [*old, *(name for name in new if name not in old)]
        compared[question] = {
            name: {"before": old.get(name), "after": new.get(name)} for name in names
        }
    return compared


def _flat(counts: dict[str, Any] | None) -> dict[str, int]:
    """Counts of labels, and of those who cannot tell; nothing for a question that is not asked."""
    if counts is None:
        return {}
    labels: dict[str, int] = counts["labels"] or {"(answered)": counts["answered"]}
    return {**labels, "(cannot tell)": counts["cannot_tell"]}


def _moved(before: FrozenRelease, after: FrozenRelease) -> int:
    first, second = (pl.scan_parquet(each.folder / "items.parquet") for each in (before, after))
    if any("split" not in frame.collect_schema().names() for frame in (first, second)):
        return 0
    both = first.select("item", "split").join(second.select("item", "split"), on="item")
    # Where either is missing the comparison is null, and so is not counted.
    return int(both.select((pl.col("split") != pl.col("split_right")).sum()).collect().item())


def _agreement(before: FrozenRelease, after: FrozenRelease) -> dict[str, list[dict[str, Any]]]:
    """The values of each statistic of each question that both releases ask."""
    first, second = _statistics(before), _statistics(after)
    found: dict[str, list[dict[str, Any]]] = {}
    for key in [*first, *(key for key in second if key not in first)]:
        question, stat, level = key
        row = {"stat": stat, "level": level, "before": first.get(key), "after": second.get(key)}
        found.setdefault(question, []).append(row)
    return found


def _statistics(frozen: FrozenRelease) -> dict[tuple[str, str, str], float | None]:
    return {
        (question["id"], row["stat"], row["level"]): row["value"]
        for question in (frozen.body(AGREEMENT) or {"questions": ()})["questions"]
        for row in question["statistics"]
    }
