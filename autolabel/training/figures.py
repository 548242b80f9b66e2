"""Writing measured figures the way a card holds them."""

from collections.abc import Sequence
from dataclasses import asdict

import yaml

from autolabel.cards.schema import Figure


def as_yaml(figures: Sequence[Figure]) -> str:
    """Figures as they stand in a card, one a line."""
    rows = [
        yaml.safe_dump(
            {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in asdict(figure).items()
                if value != ""
            },
            default_flow_style=True,
            sort_keys=False,
            width=1000,
        )
        for figure in figures
    ]
    return "".join(f"    - {row}" for row in rows)
