"""Agreement between raters: coefficients that say what they were computed on."""

from affect.agreement.alphas.alpha import LEVELS, alpha, alpha_coded, alpha_counts
from affect.agreement.alphas.alpha_weighted import alpha_weighted
from affect.agreement.alphas.distributional import DISTANCES, soft_alpha
from affect.agreement.correlations.concordance import ccc_pairable, kendall_w_pairable
from affect.agreement.correlations.icc import cronbach_alpha, icc, icc_pairable
from affect.agreement.correlations.icc_forms import FORMS
from affect.agreement.draws.bootstrap import Draw
from affect.agreement.kappas.kappa import KAPPAS, kappa
from affect.agreement.kappas.light import light_kappa
from affect.agreement.kappas.weights import WEIGHTS, agreement_weights, from_disagreement
from affect.agreement.question import QuestionAgreement, Statistic, question_agreement
from affect.agreement.rated.pairable import from_table
from affect.agreement.rated.ratings import (
    coincidences,
    confusion,
    ratings_of_coded,
    ratings_of_contingency,
    ratings_of_counts,
    ratings_of_long,
    ratings_of_table,
)
from affect.agreement.result import (
    NO_PAIRS,
    NO_RATINGS,
    NO_VARIATION,
    AgreementError,
    Result,
)
from affect.agreement.tables.table_statistics import (
    STATISTICS,
    Request,
    table_alpha,
    table_statistic,
)

__all__ = [
    "DISTANCES",
    "FORMS",
    "KAPPAS",
    "LEVELS",
    "NO_PAIRS",
    "NO_RATINGS",
    "NO_VARIATION",
    "STATISTICS",
    "WEIGHTS",
    "AgreementError",
    "Draw",
    "QuestionAgreement",
    "Request",
    "Result",
    "Statistic",
    "agreement_weights",
    "alpha",
    "alpha_coded",
    "alpha_counts",
    "alpha_weighted",
    "ccc_pairable",
    "coincidences",
    "confusion",
    "cronbach_alpha",
    "from_disagreement",
    "from_table",
    "icc",
    "icc_pairable",
    "kappa",
    "kendall_w_pairable",
    "light_kappa",
    "question_agreement",
    "ratings_of_coded",
    "ratings_of_contingency",
    "ratings_of_counts",
    "ratings_of_long",
    "ratings_of_table",
    "soft_alpha",
    "table_alpha",
    "table_statistic",
]
