"""Small cards."""

from pathlib import Path
from typing import Any

import pytest
import yaml


@pytest.fixture
def card_body() -> dict[str, Any]:
    """A right card of kind vocal_arousal, as YAML gives it; tests break it."""
    return yaml.safe_load(
        """
        id: my-card
        kind: vocal_arousal
        version: "1"
        title: Mine
        weights: null
        input: {modality: audio, rate_hz: 16000, channels: mono}
        output: {type: regression, labels: [arousal], range: [-1, 1], taxonomy: null}
        licence: {spdx: MIT, commercial: true, notice: none}
        baseline: true
        quality:
          summary: weak
          figures: [{name: rho, value: 0.1, n: 5, data: mine, chance: [-0.5, 0.5]}]
        trust: {remote_code: false, pickle: false}
        domain: {languages: [en], trained_on: []}
        notes: []
        """
    )


@pytest.fixture
def write_card(tmp_path: Path):
    """Writes a card body into a folder with a space in its name; gives the path."""

    def write(body: Any, name: str = "my-card.yaml") -> Path:
        folder = tmp_path / "my cards"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(yaml.safe_dump(body, sort_keys=False), encoding="utf-8")
        return path

    return write
