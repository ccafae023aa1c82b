"""Benchmark ``health``: figurative, other or health for each row, by the cues that the fast tier uses."""

from __future__ import annotations

from typing import Any, TextIO

import json


def run(data: list[dict[str, Any]], out: TextIO, options: Any) -> None:
    """Write ``{"index", "label"}`` for each row."""
    from redraft.detectors.health import classify

    for place, row in enumerate(data):
        chances = classify(row["text"])
        index = int(row.get("index", place))
        out.write(json.dumps({"index": index, "label": max(chances, key=lambda label: chances[label])}) + "\n")
