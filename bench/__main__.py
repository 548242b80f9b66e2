"""`make bench`: every figure of the modules beside this file, as a number with its goal.

    python -m bench [MODULE...]

A module takes part by a function ``figures()`` that returns a list of ``name``, ``value``, ``unit``
and ``goal`` (or none). The figures are printed and written to ``bench-results/latest.json``.
"""

import importlib
import json
import os
import platform
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
RESULTS = HERE.parent / "bench-results" / "latest.json"


def modules() -> list[str]:
    """The names of the files here that define ``figures``."""
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    return [name for name in names if "\ndef figures(" in (HERE / f"{name}.py").read_text()]


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def measure(name: str) -> list[dict[str, Any]]:
    module = importlib.import_module(f"bench.{name}")
    rows = module.figures()
    return [{"module": name, **row} for row in rows]


def show(row: dict[str, Any]) -> None:
    goal = "" if row["goal"] is None else f"goal {row['goal']:g}"
    print(f"  {row['name'][:60]:60} {row['value']:>12.5g} {row['unit']:14} {goal}", flush=True)


def main(wanted: list[str]) -> int:
    known = modules()
    if unknown := [name for name in wanted if name not in known]:
        print(f"no figures in {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    about = machine()
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    for name in wanted or known:
        started = time.monotonic()
        print(f"{name}:")
        try:
            found = measure(name)
        except Exception:  # one broken benchmark must not hide the others' figures
            traceback.print_exc()
            failed.append(name)
            continue
        for row in found:
            show(row)
        rows += found
        print(f"  ({time.monotonic() - started:.0f} s)")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": about, "figures": rows, "failed": failed}, indent=1))
    print(f"written to {RESULTS.relative_to(HERE.parent)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
