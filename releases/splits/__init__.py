"""Parts of a data set for training and testing that share nothing which would give answers away."""

from releases.splits.plan import DISJOINT, SplitPlan, plan_from
from releases.splits.report import report_of
from releases.splits.split import Split, split_items

__all__ = ["DISJOINT", "Split", "SplitPlan", "plan_from", "report_of", "split_items"]
