"""The agreement of the raters at the moment of the release: the numbers of the dashboard."""

from annotation.services.results.agreement import RESAMPLES, agreement_body
from releases.frozen import AGREEMENT, FrozenRelease
from releases.frozen.whole import whole_of
from releases.services.about import write_json
from releases.services.steps import Step, Steps


def agreement_write(frozen: FrozenRelease, steps: Steps | None = None) -> None:
    """Write agreement.json, computed as the page *Agreement* does, from the ratings written.

    Not from what the page kept: its rows may lie in another order, and the last digit of a sum
    with them, so the bytes of a release would depend on who had looked at the page. Questions
    whose answers are left out have none: nobody could compute it from the release.
    """
    figures = frozen.project["policy"].get("agreement", [])
    steps, questions = steps or Steps(), []
    for nth, column in enumerate(frozen.columns):
        steps.at(Step.AGREEMENT, nth / len(frozen.columns))
        coded = whole_of(frozen, column, parts=True).coded
        questions.append(agreement_body(column.question, coded, figures, RESAMPLES))
    write_json(frozen.folder / AGREEMENT, {"resamples": RESAMPLES, "questions": questions})
