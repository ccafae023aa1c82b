"""The documents of ``--json`` keep their form, and what an earlier version kept can still be read.

Each file of ``tests/samples/forms`` was written at commit 3df858c: a value as it was kept, and the document that was
printed of it. Fields may come on top; what was there stays as it was, in its order.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from redraft.codec import from_json
from redraft.domain.music_report import PlaylistReport
from redraft.domain.report import Report
from redraft.reports.archive_json import archive_to_json
from redraft.reports.check_json import report_to_json
from redraft.reports.playlist_json import playlist_to_json
from redraft.usecases.keeping import Kept

FORMS = Path(__file__).parents[1] / "samples" / "forms"
PRINTED: dict[str, Callable[[Any], Any]] = {
    "check": lambda kept: report_to_json(from_json(Report, kept)),
    "archive": lambda kept: archive_to_json((found := from_json(Kept, kept)).report, found.opened),
    "playlist": lambda kept: playlist_to_json(from_json(PlaylistReport, kept)),
}


def lost(before: Any, now: Any, place: str = "") -> list[str]:
    """Where ``now`` lacks or changes something of ``before``."""
    if isinstance(before, dict) and isinstance(now, dict):
        order = [name for name in now if name in before]
        wrong = [f"{place}: order"] if order != list(before) else []
        return wrong + [w for name in before for w in lost(before[name], now.get(name, "missing"), f"{place}/{name}")]
    if place == "/not_found":  # grows with every attribute that there is a table for
        return [f"{place}: {name}" for name in before if name not in now]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [w for at, (b, n) in enumerate(zip(before, now, strict=True)) for w in lost(b, n, f"{place}/{at}")]
    return [] if before == now and type(before) is type(now) else [place]


@pytest.mark.parametrize("name", PRINTED)
def test_the_document_is_what_it_was(name: str) -> None:
    sample = json.loads((FORMS / f"{name}.json").read_text(encoding="utf-8"))
    document = json.loads(json.dumps(PRINTED[name](sample["kept"])))
    assert lost(sample["public"], document) == []
