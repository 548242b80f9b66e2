"""A model's predictions scored against a release."""

from releases.scoring.score import Scored, ScoreOptions, release_score

__all__ = ["ScoreOptions", "Scored", "release_score"]
