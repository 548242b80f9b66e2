"""Guesses at how a table is to be read, each with its reason; a person has the last word."""

from annotation.imports.proposing.guess import Guess, Known, Proposal
from annotation.imports.proposing.propose import propose

__all__ = ["Guess", "Known", "Proposal", "propose"]
