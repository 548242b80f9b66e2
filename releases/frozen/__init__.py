"""A release read from its folder alone: no database, no settings."""

from releases.frozen.release import (
    AGREEMENT,
    CHANGES,
    SPLITS,
    FrozenRelease,
    Part,
    coded_of,
    counting,
)

__all__ = ["AGREEMENT", "CHANGES", "SPLITS", "FrozenRelease", "Part", "coded_of", "counting"]
