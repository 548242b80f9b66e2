"""Keys under which results are kept: hashes of everything that could change them."""

import hashlib
import json
from typing import Any


def key_of(value: Any) -> str:
    """sha256 of the canonical JSON of a value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
