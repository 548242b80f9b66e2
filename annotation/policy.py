"""The policy of a project: who gets which item, how it is shown, and what is checked.

Stored as JSON on `Project.policy` and read here into frozen values. Settings that are absent have
the defaults below, so projects that were made before a setting existed keep working.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from annotation.assignment.strategies import ORDERS
from annotation.policy_reader import PolicyProblem, Reader

PRESENTATIONS = ("audio", "face", "both", "text")
ARM_RULES = ("separate", "sequence")
ASSISTANCE_ARMS = ("blind", "after", "upfront")
EXTRA_RULES = ("no_majority", "entropy_above", "width_above", "range_above")
FIRST_FIELDS = ("writer", "subject")
OWN_FIGURES = ("never", "closed", "daily")
IMPORTED = "imported"
MOST_RATERS = 1000
MOST_ITEMS = 1_000_000


class PolicyError(ValueError):
    """A policy is wrong; `problems` lists everything, not only the first."""

    def __init__(self, problems: list[PolicyProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Context:
    """Turns of the dialogue on show around the one that is rated."""

    before: int = 0
    after: int = 0


@dataclass(frozen=True)
class ExtraRaters:
    """One more rater, up to `up_to` an item, while those there are disagree on `question`.

    threshold: bits of entropy, width of the widest interval of a share (0 to 1), or points of the
    scale; None for `no_majority`.
    budget: extra ratings that the whole project may ask for; None is any number.
    """

    question: str
    rule: str
    threshold: float | None
    up_to: int
    budget: int | None


@dataclass(frozen=True)
class Arms:
    """Each clip is an item per presentation. `separate`: a rater meets it in one of them only;
    `sequence`: the same rater meets all, in this order."""

    presentations: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Assistance:
    """Which model's draft is shown, and the weights with which a rater's item draws its arm."""

    card: str
    arms: Mapping[str, float]


@dataclass(frozen=True)
class Gold:
    """Every `every`-th item of a rater is one with a known answer; None: never."""

    every: int | None
    attention_every: int | None
    max_misses: int | None


@dataclass(frozen=True)
class Qualification:
    """What a rater must bring. `languages`: codes, or "item" for the language of each item."""

    quiz: bool = False
    pass_share: float = 0.8
    attempts: int = 2
    feedback: bool = True
    languages: tuple[str, ...] | Literal["item"] = ()
    certificates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Training:
    """How many training items come first, with feedback."""

    items: int


@dataclass(frozen=True)
class Limits:
    """Items per rater in all and per day (UTC), and when a break is suggested."""

    per_rater: int | None = None
    per_day: int | None = None
    break_after_minutes: int | None = 25


@dataclass(frozen=True)
class FirstRater:
    """The person whom the item attribute `field` names answers first; `readers` others follow."""

    field: str
    readers: int


@dataclass(frozen=True)
class Randomise:
    """Whether the order of options, and the sides of a pair, are drawn for each item and rater."""

    options: bool = False
    sides: bool = False


@dataclass(frozen=True)
class OwnFigures:
    """What raters see of themselves beside their own answers: how they did on `checks`, and their
    `agreement` with the others.

    "closed": once the project is. "daily": while it runs, as it stood when the day (UTC) began, so
    that no single answer can be told a check, or the others' view of it, by watching the number.
    """

    checks: str = "never"
    agreement: str = "never"


@dataclass(frozen=True)
class Policy:
    """Everything that a project decides beside its questions."""

    raters_per_item: int = 1
    order: str = "dialogue"
    context: Context = field(default_factory=Context)
    show_transcript: bool = True
    show_fields: tuple[str, ...] = ()
    about: bool = False
    profile: str = "turns"
    unit: str = ""
    agreement: tuple[Mapping[str, Any], ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    extra_raters: ExtraRaters | None = None
    arms: Arms | None = None
    assistance: Assistance | None = None
    gold: Gold | None = None
    qualification: Qualification | None = None
    training: Training | None = None
    limits: Limits = field(default_factory=Limits)
    first_rater: FirstRater | None = None
    randomise: Randomise = field(default_factory=Randomise)
    own_figures: OwnFigures = field(default_factory=OwnFigures)


def runs_of(policy: Policy) -> dict[str, int]:
    """In every how many items there is one of each role with known answers that looks like all."""
    gold = policy.gold
    every = {"gold": gold.every, "attention": gold.attention_every} if gold else {}
    return {role: run for role, run in every.items() if run is not None}


POLICY_KEYS = tuple(Policy.__dataclass_fields__)


def policy_from(body: Mapping[str, Any]) -> Policy:
    """The policy that a JSON object says.

    Raises:
        PolicyError: lists each wrong setting, its value and those allowed
    """
    reader = Reader(body)
    policy = Policy(
        raters_per_item=reader.whole("raters_per_item", 1, MOST_RATERS, default=1),
        order=reader.one_of("order", ORDERS, default="dialogue"),
        context=_context(reader.part("context") or Reader({})),
        show_transcript=reader.flag("show_transcript", default=True),
        show_fields=reader.texts("show_fields"),
        about=reader.flag("about", default=False),
        profile=reader.text("profile", default="turns"),
        unit=reader.text("unit", default=""),
        agreement=tuple(reader.objects("agreement")),
        rules=reader.text_by_name("rules"),
        extra_raters=_extra_raters(reader.part("extra_raters")),
        arms=_arms(reader.part("arms")),
        assistance=_assistance(reader.part("assistance")),
        gold=_gold(reader.part("gold")),
        qualification=_qualification(reader.part("qualification")),
        training=_training(reader.part("training")),
        limits=_limits(reader.part("limits")),
        first_rater=_first_rater(reader.part("first_rater")),
        randomise=_randomise(reader.part("randomise")),
        own_figures=_own_figures(reader.part("own_figures")),
    )
    reader.refuse_others()
    problems = reader.problems + _together(policy)
    if problems:
        raise PolicyError(problems)
    return policy


def _context(reader: Reader) -> Context:
    context = Context(
        before=reader.whole("before", 0, 1000, default=0),
        after=reader.whole("after", 0, 1000, default=0),
    )
    reader.refuse_others()
    return context


def _extra_raters(reader: Reader | None) -> ExtraRaters | None:
    if reader is None:
        return None
    rule = reader.one_of("rule", EXTRA_RULES)
    threshold = reader.number_or_none("threshold", 0, 1e9)
    if rule != "no_majority" and threshold is None:
        reader.refuse("threshold", "is missing: say above which value there is another rater")
    extra = ExtraRaters(
        question=reader.text("question"),
        rule=rule,
        threshold=threshold,
        up_to=reader.whole("up_to", 1, MOST_RATERS),
        budget=reader.whole_or_none("budget", 0, MOST_ITEMS),
    )
    reader.refuse_others()
    return extra


def _arms(reader: Reader | None) -> Arms | None:
    if reader is None:
        return None
    presentations = reader.texts("presentations", allowed=PRESENTATIONS)
    if len(presentations) < 2:
        reader.refuse("presentations", f"names two or more of: {', '.join(PRESENTATIONS)}")
    arms = Arms(presentations=presentations, rule=reader.one_of("rule", ARM_RULES))
    reader.refuse_others()
    return arms


def _assistance(reader: Reader | None) -> Assistance | None:
    if reader is None:
        return None
    card = reader.text("card")
    weights = reader.number_by_name("arms", allowed=ASSISTANCE_ARMS)
    if not any(weights.values()):
        reader.refuse("arms", f"gives a weight above 0 to one of: {', '.join(ASSISTANCE_ARMS)}")
    reader.refuse_others()
    return Assistance(card=card, arms=weights)


def _gold(reader: Reader | None) -> Gold | None:
    if reader is None:
        return None
    gold = Gold(
        every=reader.whole_or_none("every", 2, 10_000),
        attention_every=reader.whole_or_none("attention_every", 2, 10_000),
        max_misses=reader.whole_or_none("max_misses", 1, 10_000),
    )
    if gold.every is None and gold.attention_every is None:
        reader.refuse("every", "is missing: say at every how many items one is mixed in")
    reader.refuse_others()
    return gold


def _qualification(reader: Reader | None) -> Qualification | None:
    if reader is None:
        return None
    qualification = Qualification(
        quiz=reader.flag("quiz", default=False),
        pass_share=reader.number("pass_share", 0, 1, default=0.8),
        attempts=reader.whole("attempts", 1, 100, default=2),
        feedback=reader.flag("feedback", default=True),
        languages=reader.texts_or_item("languages"),
        certificates=reader.texts("certificates"),
    )
    reader.refuse_others()
    return qualification


def _training(reader: Reader | None) -> Training | None:
    if reader is None:
        return None
    training = Training(items=reader.whole("items", 1, 1000))
    reader.refuse_others()
    return training


def _limits(reader: Reader | None) -> Limits:
    if reader is None:
        return Limits()
    limits = Limits(
        per_rater=reader.whole_or_none("per_rater", 1, MOST_ITEMS),
        per_day=reader.whole_or_none("per_day", 1, MOST_ITEMS),
        break_after_minutes=reader.whole_or_none("break_after_minutes", 1, 600, default=25),
    )
    reader.refuse_others()
    return limits


def _first_rater(reader: Reader | None) -> FirstRater | None:
    if reader is None:
        return None
    first = FirstRater(
        field=reader.one_of("field", FIRST_FIELDS),
        readers=reader.whole("readers", 0, MOST_RATERS - 1),
    )
    reader.refuse_others()
    return first


def _randomise(reader: Reader | None) -> Randomise:
    if reader is None:
        return Randomise()
    randomise = Randomise(
        options=reader.flag("options", default=False), sides=reader.flag("sides", default=False)
    )
    reader.refuse_others()
    return randomise


def _own_figures(reader: Reader | None) -> OwnFigures:
    if reader is None:
        return OwnFigures()
    own = OwnFigures(
        checks=reader.one_of("checks", OWN_FIGURES, default="never"),
        agreement=reader.one_of("agreement", OWN_FIGURES, default="never"),
    )
    reader.refuse_others()
    return own


def _together(policy: Policy) -> list[PolicyProblem]:
    """Settings that contradict each other."""
    problems = []
    extra = policy.extra_raters
    if extra is not None and extra.up_to <= policy.raters_per_item:
        problems.append(
            PolicyProblem(
                "extra_raters.up_to",
                f"{extra.up_to} is not above raters_per_item, {policy.raters_per_item}",
            )
        )
    arms, most = policy.arms, policy.limits.per_rater
    if arms and arms.rule == "sequence" and most is not None and most < len(arms.presentations):
        problems.append(
            PolicyProblem(
                "limits.per_rater",
                f"{most} is below the {len(arms.presentations)} presentations in which each rater "
                "meets a clip, so that nobody could finish one",
            )
        )
    if policy.first_rater is not None and (policy.arms or extra):
        other = "arms" if policy.arms else "extra_raters"
        problems.append(
            PolicyProblem("first_rater", f"cannot stand beside {other}; set one of them to null")
        )
    return problems
