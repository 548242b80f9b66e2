"""Whether a policy fits the questions of its project."""

from affect.aggregation import unfit_rule
from affect.questions import Scheme
from annotation.policy import Policy, PolicyError
from annotation.policy_reader import PolicyProblem

VOTED_KINDS = ("choice", "multi", "intensity", "distribution", "statement", "pair")
"""Kinds whose answers are votes for labels, so that raters can be of one mind or not."""
ONE_VOTE_KINDS = ("choice", "distribution", "statement", "pair")
"""Of those, the kinds that give each rater one vote, so that the votes are shares of raters."""
KINDS_OF_RULES = {"range_above": ("scale",), "width_above": ONE_VOTE_KINDS}


def check_with_scheme(policy: Policy, scheme: Scheme) -> None:
    """Refuse a policy that names questions which the scheme does not ask, or not so.

    Raises:
        PolicyError: names each setting with the questions there are
    """
    there = {question.id: question for question in scheme.questions}
    named = {f"rules.{name}": name for name in policy.rules}
    named |= {f"agreement.{at}": figure.get("question", "") for at, figure in
              enumerate(policy.agreement)}  # fmt: skip
    extra = policy.extra_raters
    if extra is not None:
        named["extra_raters.question"] = extra.question
    problems = [
        PolicyProblem(setting, f"no question '{name}'; there are: {', '.join(there)}")
        for setting, name in named.items()
        if name not in there
    ]
    problems += [
        PolicyProblem(f"rules.{name}", why)
        for name, rule in policy.rules.items()
        if name in there and (why := unfit_rule(there[name], rule))
    ]
    if extra is not None and extra.question in there:
        kind, fits = there[extra.question].kind, KINDS_OF_RULES.get(extra.rule, VOTED_KINDS)
        if kind not in fits:
            problems.append(
                PolicyProblem(
                    "extra_raters.rule",
                    f"'{extra.rule}' is for questions of {', '.join(fits)}; "
                    f"'{extra.question}' is a {kind}",
                )
            )
    if problems:
        raise PolicyError(problems)
