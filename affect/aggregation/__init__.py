"""Derived labels: named rules over raw ratings, which never change."""

from affect.aggregation.result import NO_WINNER, Aggregate, RuleError
from affect.aggregation.rules import RULES, aggregate, all_rules, default_rule, rules_for
from affect.coded import UNKNOWN_RATER, Coded, CodedError

__all__ = [
    "NO_WINNER",
    "RULES",
    "UNKNOWN_RATER",
    "Aggregate",
    "Coded",
    "CodedError",
    "RuleError",
    "aggregate",
    "all_rules",
    "default_rule",
    "rules_for",
]
