"""The shape of a preset, for type checkers; the rules are those of the scheme and the policy."""

from typing import Any, Literal, NotRequired, TypedDict, get_args

Media = Literal["audio", "video", "image", "text", "sensor"]
Modality = Literal["speech", "dialogue", "video", "image", "text", "comparison", "signals"]
MEDIA: tuple[str, ...] = get_args(Media)
MODALITIES: tuple[str, ...] = get_args(Modality)


class Context(TypedDict):
    """How many turns of the dialogue are shown before and after the one that is rated."""

    before: int
    after: int


class AgreementFigure(TypedDict):
    """The agreement statistic that the protocol reports for a question."""

    question: str
    stat: str
    level: str


class ExtraRaters(TypedDict):
    """Who disagrees is joined by more raters: `up_to` in all, as long as the budget lasts."""

    question: str
    rule: Literal["no_majority", "entropy_above", "width_above", "range_above"]
    threshold: NotRequired[float]
    up_to: int
    budget: int | None


class Arms(TypedDict):
    """Presentations of one item: to different raters, or one after the other to the same."""

    presentations: list[Literal["text", "audio", "face", "both"]]
    rule: Literal["separate", "sequence"]


class Assistance(TypedDict):
    """Whether a rater sees a model's draft, drawn by weight for each item and rater."""

    card: str
    arms: dict[Literal["blind", "after", "upfront"], float]


class Gold(TypedDict):
    """One item in so many is a known one, or checks attention."""

    every: int | None
    attention_every: int | None
    max_misses: int | None


class Qualification(TypedDict):
    """What a rater must show first."""

    quiz: bool
    pass_share: NotRequired[float]
    attempts: NotRequired[int]
    feedback: NotRequired[bool]
    languages: NotRequired[list[str] | Literal["item"]]
    certificates: NotRequired[list[str]]


class Training(TypedDict):
    """Items with known answers that are rated for practice first."""

    items: int


class Limits(TypedDict):
    """How much one rater does, and when a break is offered."""

    per_rater: NotRequired[int | None]
    per_day: NotRequired[int | None]
    break_after_minutes: NotRequired[int | None]


class FirstRater(TypedDict):
    """The person whom that item attribute names answers first, then so many readers."""

    field: Literal["writer", "subject"]
    readers: int


class Randomise(TypedDict):
    """What is shown in an order of its own to every rater of every item."""

    options: bool
    sides: bool


class Policy(TypedDict):
    """How a project hands out items and what it shows; what is left out has its default."""

    raters_per_item: int
    order: Literal["dialogue", "random", "priority"]
    context: Context
    show_transcript: bool
    profile: str
    unit: str
    agreement: list[AgreementFigure]
    rules: dict[str, str]
    show_fields: NotRequired[list[str]]
    about: NotRequired[bool]
    extra_raters: NotRequired[ExtraRaters | None]
    arms: NotRequired[Arms | None]
    assistance: NotRequired[Assistance | None]
    gold: NotRequired[Gold | None]
    qualification: NotRequired[Qualification | None]
    training: NotRequired[Training | None]
    limits: NotRequired[Limits]
    first_rater: NotRequired[FirstRater | None]
    randomise: NotRequired[Randomise]


class Preset(Policy):
    """Everything a project takes from its preset, and what helps to choose one.

    `media` are the kinds it is made for, `sample` names the material that shows it off;
    `rules` maps question to aggregation rule; `notes` say what is convention, not the paper's.
    """

    name: str
    title: str
    summary: str
    paper: str
    notes: list[str]
    modality: Modality
    media: list[Media]
    sample: str
    scheme: dict[str, Any]
