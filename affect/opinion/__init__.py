"""Mean opinion scores of systems."""

from affect.opinion.mean_opinion import Opinion, OpinionError, mean_opinions

__all__ = ["Opinion", "OpinionError", "mean_opinions"]
