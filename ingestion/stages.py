"""What is kept of a recording after each step, under the key of all that it depends on."""

import time
from collections.abc import Callable
from typing import Any

from ingestion.keys import key_of
from ingestion.models import Recording, Stage


def stage_kept(
    recording: Recording,
    name: str,
    inputs: dict[str, Any],
    run: Callable[[str], dict[str, Any]],
    is_there: Callable[[dict[str, Any]], bool] = lambda _: True,
) -> dict[str, Any]:
    """The result of a step: the kept one, or what ``run`` finds now, given the step's key.

    ``is_there`` says whether the files that a kept result names are still in their place.
    """
    key = key_of(inputs)
    kept = Stage.objects.filter(recording=recording, name=name, key=key).first()
    if kept is not None and is_there(kept.result):
        result: dict[str, Any] = kept.result
        return result
    began = time.monotonic()
    found = run(key)
    stage, _ = Stage.objects.update_or_create(
        recording=recording,
        name=name,
        key=key,
        defaults={"result": found, "seconds": time.monotonic() - began},
    )
    made: dict[str, Any] = stage.result
    return made
