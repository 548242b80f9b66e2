"""Which rule applies to which kind of question, and the one door to all of them."""

from collections.abc import Callable

from affect.aggregation import label_sets, structured, votes
from affect.aggregation.mean import mean
from affect.aggregation.result import Aggregate, RuleError
from affect.coded import Coded, CodedError
from affect.questions import Question

Rule = Callable[[Question, Coded, int], Aggregate]

VOTES: dict[str, Rule] = {
    "soft": votes.soft,
    "majority": votes.majority,
    "plurality": votes.plurality,
}
RAW: dict[str, Rule] = {"raw": structured.raw}

# The first rule of a kind is its default.
RULES: dict[str, dict[str, Rule]] = {
    "choice": {**VOTES, "all-inclusive": label_sets.all_inclusive},
    "multi": {
        "soft": label_sets.soft,
        "majority": label_sets.majority,
        "all-inclusive": label_sets.all_inclusive,
    },
    "intensity": {"mean": mean},
    "distribution": VOTES,
    "scale": {"mean": mean},
    "grid": {"mean": mean},
    "statement": VOTES,
    "pair": VOTES,
    "rank": {"mean": mean},
    "text": RAW,
    "words": {"counts": structured.counts, **RAW},
    "trace": RAW,
    "timeline": RAW,
    "spans": RAW,
    "regions": RAW,
    "review": {"verdicts": structured.verdicts, **RAW},
}


def rules_for(kind: str) -> tuple[str, ...]:
    """Rules that apply to a kind of question, the default first."""
    return tuple(RULES[kind])


def default_rule(kind: str) -> str:
    """The rule that a project uses unless it says otherwise."""
    return rules_for(kind)[0]


def all_rules() -> tuple[str, ...]:
    """Every rule there is, sorted."""
    return tuple(sorted({rule for rules in RULES.values() for rule in rules}))


def aggregate(
    question: Question,
    coded: Coded,
    n_units: int,
    rule: str,
    secondary: tuple[Question, Coded] | None = None,
) -> Aggregate:
    """Apply a rule to the ratings of one question; units run from 0 to `n_units` - 1.

    `secondary` is the question that extends this one and its ratings, with the same rows as
    `coded`; only `all-inclusive` reads it.

    Raises
    ------
    RuleError: the rule does not apply to the question's kind; names those that do.
    CodedError: a rating names a unit that is not there.
    """
    if len(coded.unit) and not 0 <= coded.unit.min() <= coded.unit.max() < n_units:
        raise CodedError(
            f"units run from 0 to {n_units - 1}; there are ratings of {coded.unit.min()} to "
            f"{coded.unit.max()}"
        )
    rules = RULES[question.kind]
    if rule not in rules:
        raise RuleError(
            f"rule {rule!r} does not apply to {question.id!r}, a {question.kind} question; "
            f"rules that do: {', '.join(rules)}"
        )
    if rule == "all-inclusive" and secondary is not None:
        return label_sets.all_inclusive(question, coded, n_units, secondary)
    return rules[rule](question, coded, n_units)
