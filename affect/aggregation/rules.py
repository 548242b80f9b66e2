"""Which rule applies to which kind of question, and the one door to all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from affect.aggregation import label_sets, pieces, structured, votes
from affect.aggregation.beta_fit import beta_fit
from affect.aggregation.crowdlab import crowdlab
from affect.aggregation.curves import CURVES
from affect.aggregation.dawid_skene import dawid_skene
from affect.aggregation.dirichlet import dirichlet
from affect.aggregation.ewe import ewe
from affect.aggregation.ferplus import check_aside, ferplus
from affect.aggregation.glad import glad
from affect.aggregation.groups import groups
from affect.aggregation.mace import mace
from affect.aggregation.mean import mean, median
from affect.aggregation.models import Asked, unvoted
from affect.aggregation.one_coin import one_coin
from affect.aggregation.parameters import Setting, read_rule, rule_name
from affect.aggregation.result import Aggregate, FloatArray, RuleError
from affect.aggregation.thresholds import mean_above, multilabel
from affect.aggregation.wawa import wawa
from affect.aggregation.z_mean import z_mean
from affect.coded import Coded, CodedError
from affect.questions import Question

Rule = Callable[..., Aggregate]
"""Takes question, ratings, number of units, and its own parameters by name."""

VOTES: dict[str, Rule] = {
    "soft": votes.soft,
    "majority": votes.majority,
    "plurality": votes.plurality,
    "multilabel": multilabel,
    "dirichlet": dirichlet,
}
SETS: dict[str, Rule] = {
    "all-inclusive": label_sets.all_inclusive,
    "split-vote": label_sets.split_vote,
    "multi-hot": label_sets.multi_hot,
}
MODELS: dict[str, Rule] = {
    "dawid-skene": dawid_skene,
    "one-coin": one_coin,
    "mace": mace,
    "glad": glad,
    "wawa": wawa,
    "crowdlab": crowdlab,
}
"""Models of raters, which assume that each item has one true label."""
NUMBERS: dict[str, Rule] = {"mean": mean, "median": median, "z-mean": z_mean, "ewe": ewe}
RAW: dict[str, Rule] = {"raw": structured.raw}
PIECES: dict[str, Rule] = {"share": pieces.share, "majority": pieces.majority}

# The first rule of a kind is its default.
RULES: dict[str, dict[str, Rule]] = {
    "choice": {**VOTES, "ferplus": ferplus, **SETS, **MODELS},
    "multi": {
        "soft": label_sets.soft,
        "majority": label_sets.majority,
        "multilabel": multilabel,
        **SETS,
    },
    "intensity": {**NUMBERS, "mean-above": mean_above, "beta-fit": beta_fit},
    "distribution": VOTES,
    "scale": {**NUMBERS, "beta-fit": beta_fit},
    "grid": NUMBERS,
    "statement": {**VOTES, **MODELS},
    "pair": {**VOTES, **MODELS},
    "rank": {"mean": mean, "median": median},
    "text": RAW,
    "words": {"counts": structured.counts, "groups": groups, **RAW},
    "trace": {**RAW, **CURVES},
    "timeline": {**RAW, **PIECES},
    "spans": {**RAW, **PIECES},
    "regions": RAW,
    "review": {"verdicts": structured.verdicts, **RAW},
}
WHOLE = frozenset({*MODELS, "z-mean", "ewe"})
"""Rules that look at raters, and so need all ratings of a question at once."""


@dataclass(frozen=True)
class Beside:
    """What some rules read beside the ratings of the question itself.

    secondary: the question that extends this one and its ratings, with the same rows.
    predictions: out-of-fold distributions of a classifier, float64 (units, labels).
    """

    secondary: tuple[Question, Coded] | None = None
    predictions: FloatArray | None = None


NOTHING_BESIDE = Beside()


def rules_for(kind: str) -> tuple[str, ...]:
    """Rules that apply to a kind of question, the default first."""
    return tuple(RULES[kind])


def default_rule(kind: str) -> str:
    """The rule that a project uses unless it says otherwise."""
    return rules_for(kind)[0]


def all_rules() -> tuple[str, ...]:
    """Every rule there is, sorted."""
    return tuple(sorted({rule for rules in RULES.values() for rule in rules}))


def needs_all(rule: str, kind: str) -> bool:
    """Whether a rule for a kind of question needs all of its ratings at once.

    Traces are fused item by item, also where raters are weighed.
    """
    return kind != "trace" and rule_name(rule) in WHOLE


def check_rule(question: Question, rule: str) -> tuple[str, dict[str, Setting]]:
    """Name and parameters of a rule that applies to the question.

    Raises
    ------
    RuleError: it does not, and the message names those that do; or a parameter is wrong, or names
        labels that the question does not have.
    """
    name, parameters = read_rule(rule)
    rules = RULES[question.kind]
    if name not in rules:
        raise RuleError(
            f"rule {name!r} does not apply to {question.id!r}, a {question.kind} question; "
            f"rules that do: {', '.join(rules)}"
        )
    if "aside" in parameters:
        check_aside(question, str(parameters["aside"]))
    return name, parameters


def unfit_rule(question: Question, rule: str) -> str | None:
    """Why a rule cannot sum up the answers to a question, None where it can."""
    try:
        check_rule(question, rule)
    except RuleError as error:
        return str(error)
    return None


def aggregate(
    question: Question,
    coded: Coded,
    n_units: int,
    rule: str,
    beside: Beside = NOTHING_BESIDE,
) -> Aggregate:
    """Apply a rule to the ratings of one question; units run from 0 to `n_units` - 1.

    `rule` may set parameters, as in `dirichlet:a=0.5`.

    Raises
    ------
    RuleError: the rule does not apply to the question's kind, and the message names those that do;
        or not to these ratings.
    CodedError: a rating names a unit that is not there.
    """
    if len(coded.unit) and not 0 <= coded.unit.min() <= coded.unit.max() < n_units:
        raise CodedError(
            f"units run from 0 to {n_units - 1}; there are ratings of {coded.unit.min()} to "
            f"{coded.unit.max()}"
        )
    name, parameters = check_rule(question, rule)
    if name in MODELS and not coded.answered().any():
        return unvoted(Asked(name, question, coded, n_units))
    return RULES[question.kind][name](
        question, coded, n_units, **_reads(name, question, beside), **parameters
    )


def _reads(name: str, question: Question, beside: Beside) -> Mapping[str, Any]:
    """What a rule takes beside the ratings."""
    if name in SETS and question.kind == "choice":
        return {"secondary": beside.secondary}
    return {"predictions": beside.predictions} if name == "crowdlab" else {}
