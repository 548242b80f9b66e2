"""An export in the making: what every format is given, and where it says what it could not do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from releases.exports.chosen import Chosen
from releases.frozen import FrozenRelease


@dataclass
class Report:
    """What an export has to tell beside its files.

    left_out: how many items (or ratings) have no place in the format, by the reason.
    missing_media: a line for each recording that should be there and is not.
    withheld_media: a line for each that is kept back, since consent does not allow to hand it on.
    consent_unknown: names of recordings that are there though nobody knows of consent.
    """

    left_out: Counter[str] = field(default_factory=Counter)
    missing_media: dict[str, str] = field(default_factory=dict)
    withheld_media: dict[str, str] = field(default_factory=dict)
    consent_unknown: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """As it stands in export.json."""
        return {
            "left_out": dict(sorted(self.left_out.items())),
            "missing_media": [self.missing_media[key] for key in sorted(self.missing_media)],
            "withheld_media": [self.withheld_media[key] for key in sorted(self.withheld_media)],
            "consent_unknown": sorted(self.consent_unknown.values()),
        }


@dataclass(frozen=True)
class Export:
    """A release on its way into the folder of a format.

    rules: each question's rule, None where the rule that was asked for does not apply to it.
    """

    frozen: FrozenRelease
    rules: Mapping[str, str | None]
    folder: Path
    chosen: Chosen
    report: Report = field(default_factory=Report)
