"""Cached raw scores beside their rows, for fitting. Used by ``calibration.py`` and others."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

from attacker import BY_NAME as ATTRIBUTES  # noqa: E402
from attacker import NAMES as SCORER_NAMES  # noqa: E402
from run import scorer  # noqa: E402, F401 - for the programs beside this one

from fakes.letters import Letters  # noqa: E402
from redraft.codec import from_json, to_json  # noqa: E402
from redraft.domain.attributes import Attribute  # noqa: E402
from redraft.domain.finding import Finding  # noqa: E402
from redraft.inference.asking import Raw  # noqa: E402
from redraft.inference.judging import own_statements  # noqa: E402
from redraft.inference.questions import Questions, load  # noqa: E402


@dataclass(slots=True)
class Item:
    """One row: the text, what the model said, and per attribute the label's value and certainty (posts: 5)."""

    id: str
    text: str
    raw: Raw
    labels: dict[Attribute, tuple[str, int]]
    asked: tuple[Attribute, ...]
    said: dict[Attribute, Finding]


def items(name: str, data: Path, cache: Path) -> list[Item]:
    """Rows of ``synthpai`` or ``posts`` that the cache holds, in the order of the cache."""
    rows = {r["id"]: r for r in (json.loads(line) for line in data.read_text(encoding="utf-8").splitlines())}
    said = _statements(rows, cache.parent / f"stated_{name}.json")
    found = []
    for line in cache.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        row = rows.get(record["id"])
        if row is None:
            continue
        if "labels" in row:
            labels = {ATTRIBUTES[k]: (str(v["value"]), int(v["certainty"])) for k, v in row["labels"].items()}
            asked = tuple(SCORER_NAMES)
        else:
            asked = (ATTRIBUTES[row["attribute"]],)
            labels = {asked[0]: (str(row["truth"]), 5)}
        found.append(Item(row["id"], _text(row), record["scores"], labels, asked, said[row["id"]]))
    return found


def _statements(rows: dict[str, dict[str, Any]], cache: Path) -> dict[str, dict[Attribute, Finding]]:
    """What the fast tier finds stated in every row, remembered beside the raw scores."""
    if not cache.exists():
        from redraft.detectors.tier import Tier

        tier = Tier()
        kept = {}
        for identity, row in rows.items():
            said = own_statements(tier.detect(_text(row)).findings)
            kept[identity] = to_json(list(said.values()))
        cache.write_text(json.dumps(kept), encoding="utf-8")
    loaded = json.loads(cache.read_text(encoding="utf-8"))
    return {i: own_statements(from_json(list[Finding], found)) for i, found in loaded.items()}


def _text(row: dict[str, Any]) -> str:
    return "\n".join(row["comments"]) if "comments" in row else str(row["text"])


def questions() -> Questions:
    """What is asked and can be answered, without a model."""
    return load(Letters(), ROOT / "resources" / "languages" / "en" / "prompts")  # type: ignore[arg-type]
