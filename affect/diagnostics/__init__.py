"""Why raters disagree, who does, and what more raters would tell."""

from affect.diagnostics.bias import label_bias, number_bias
from affect.diagnostics.careless import Carelessness, carelessness
from affect.diagnostics.drift import agreement_drift, severity_drift
from affect.diagnostics.figure import DiagnosticsError, Figure
from affect.diagnostics.groups import Group, group_agreement
from affect.diagnostics.items import division, label_pairs, number_division
from affect.diagnostics.question import (
    Comparable,
    column_ids,
    comparable,
    target_width,
    texts_of,
)
from affect.diagnostics.raters import agreement_with_others, leave_one_out, others_met
from affect.diagnostics.repeats import Repeats, repeat_consistency, repeats
from affect.diagnostics.shared import Shared, distances, shared_ratings
from affect.diagnostics.stopping import Need, expected_width, numbers_needed, votes_needed

__all__ = [
    "Carelessness",
    "Comparable",
    "DiagnosticsError",
    "Figure",
    "Group",
    "Need",
    "Repeats",
    "Shared",
    "agreement_drift",
    "agreement_with_others",
    "carelessness",
    "column_ids",
    "comparable",
    "distances",
    "division",
    "expected_width",
    "group_agreement",
    "label_bias",
    "label_pairs",
    "leave_one_out",
    "number_bias",
    "number_division",
    "numbers_needed",
    "others_met",
    "repeat_consistency",
    "repeats",
    "severity_drift",
    "shared_ratings",
    "target_width",
    "texts_of",
    "votes_needed",
]
