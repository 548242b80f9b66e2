"""Derived labels: named rules over raw ratings, which never change."""

from affect.aggregation.histogram import Histogram
from affect.aggregation.parameters import full_rule, read_rule, rule_name
from affect.aggregation.result import KEPT, NO_WINNER, Aggregate, RaterQuality, RuleError
from affect.aggregation.rules import (
    RULES,
    Beside,
    aggregate,
    all_rules,
    check_rule,
    default_rule,
    needs_all,
    rules_for,
    unfit_rule,
)
from affect.coded import UNKNOWN_RATER, Coded, CodedError

__all__ = [
    "KEPT",
    "NO_WINNER",
    "RULES",
    "UNKNOWN_RATER",
    "Aggregate",
    "Beside",
    "Coded",
    "CodedError",
    "Histogram",
    "RaterQuality",
    "RuleError",
    "aggregate",
    "all_rules",
    "check_rule",
    "default_rule",
    "full_rule",
    "needs_all",
    "read_rule",
    "rule_name",
    "rules_for",
    "unfit_rule",
]
