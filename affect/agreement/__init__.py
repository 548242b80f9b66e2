"""Agreement between raters: coefficients that say what they were computed on."""

from affect.agreement.alpha import LEVELS, alpha, alpha_coded, alpha_counts
from affect.agreement.question import QuestionAgreement, Statistic, question_agreement
from affect.agreement.result import (
    NO_PAIRS,
    NO_RATINGS,
    NO_VARIATION,
    AgreementError,
    Result,
)
from affect.agreement.tables import table_alpha

__all__ = [
    "LEVELS",
    "NO_PAIRS",
    "NO_RATINGS",
    "NO_VARIATION",
    "AgreementError",
    "QuestionAgreement",
    "Result",
    "Statistic",
    "alpha",
    "alpha_coded",
    "alpha_counts",
    "question_agreement",
    "table_alpha",
]
