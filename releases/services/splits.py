"""The splits of a project: what is asked for, how it would come out, and how it did."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from accounts.models import User
from affect.questions import load_scheme
from annotation.models import Project
from releases.frozen import SPLITS, FrozenRelease
from releases.models import ReleaseSettings
from releases.rows.items import clips_in, item_tables, items_schema
from releases.selectors import newest_release, schemes_used, split_plan_of
from releases.services.about import project_body, write_json
from releases.services.contents import contents_of
from releases.services.rows import write_ratings
from releases.splits import Split, SplitPlan, plan_from, report_of, split_items
from releases.splits.components import components
from releases.splits.keys import shared_codes
from releases.splits.split import near_duplicates_of, split_codes
from releases.splits.strata import masses, stratifying
from releases.storage.tables import parquet_write


def splits_set(
    *, project: Project, body: Mapping[str, Any] | None, by: User | None = None
) -> SplitPlan | None:
    """Ask that releases of a project have splits; None: that they have none.

    Raises
    ------
    ReleaseRefused: the settings are wrong; names what is and what is allowed.
    """
    plan = None if body is None else plan_from(body)
    ReleaseSettings.objects.update_or_create(
        project=project, defaults={"splits": plan and plan.body(), "changed_by": by}
    )
    return plan


def splits_preview(*, project: Project, body: Mapping[str, Any]) -> dict[str, Any]:
    """How the splits would come out if the project were released now; stores nothing.

    Raises
    ------
    ReleaseRefused: the settings are wrong, or splits that came with the items leak.
    """
    plan = plan_from(body)
    schemes, clips, contents = schemes_used(project), clips_in(project), contents_of(project)
    with tempfile.TemporaryDirectory(prefix="emotate-splits-") as temporary:
        folder = Path(temporary)
        write_ratings(folder, project, schemes, clips, prose=contents.free_text)
        parquet_write(folder / "items.parquet", items_schema(clips), item_tables(project, clips))
        frozen = FrozenRelease.of(
            folder,
            project_body(project, "preview", schemes[0], contents),
            load_scheme(schemes[0].body),
        )
        return _divided(frozen, plan, newest_release(project))[2]


def splits_write(frozen: FrozenRelease, project: Project, before: FrozenRelease | None) -> None:
    """Fill the column `split` of a release that is being made, and write the report beside it."""
    plan = split_plan_of(project)
    if plan is None:
        return
    items, split, report = _divided(frozen, plan, before)
    at = items.schema.get_field_index("split")
    told = items.set_column(at, items.schema.field(at), split.column())
    parquet_write(frozen.folder / "items.parquet", told.schema, [told])
    write_json(frozen.folder / SPLITS, report)


def report_again(frozen: FrozenRelease) -> None:
    """Write splits.json anew, of the items that are left in splits that stay as they were."""
    report = frozen.body(SPLITS)
    if report is None:
        return
    items = pq.read_table(frozen.folder / "items.parquet")
    plan = plan_from(report["plan"])
    question = stratifying(frozen, report["stratified_by"])
    strata, names = masses(frozen, question)
    codes = list(shared_codes(items, plan.disjoint))
    split = Split(
        names=tuple(each["name"] for each in report["splits"]),
        code=split_codes(items, [each["name"] for each in report["splits"]]),
        component=components([code for _, code in codes], items.num_rows),
        moved=report["moved"],
        near_duplicates=near_duplicates_of(items, codes),
    )
    write_json(
        frozen.folder / SPLITS,
        report_of(
            items,
            plan,
            split,
            strata=strata,
            names=names,
            question=None if question is None else question.id,
        ),
    )


def _divided(
    frozen: FrozenRelease, plan: SplitPlan, before: FrozenRelease | None
) -> tuple[pa.Table, Split, dict[str, Any]]:
    items = pq.read_table(frozen.folder / "items.parquet")
    question = stratifying(frozen, plan.stratify)
    strata, names = masses(frozen, question)
    split = split_items(items, plan, strata, dict(_earlier(before)))
    report = report_of(
        items,
        plan,
        split,
        strata=strata,
        names=names,
        question=None if question is None else question.id,
    )
    return items, split, report


def _earlier(before: FrozenRelease | None) -> Iterator[tuple[str, str]]:
    """Items of the release before that were in a split."""
    if before is None or not (before.folder / SPLITS).is_file():
        return
    table = pq.read_table(before.folder / "items.parquet", columns=["item", "split"])
    for item, split in zip(table["item"].to_pylist(), table["split"].to_pylist(), strict=True):
        if split is not None:
            yield item, split
