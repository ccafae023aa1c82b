"""The default: what is recorded lasts until the process ends, and nothing is written."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from redraft.domain.archive import Locator
from redraft.domain.attributes import Attribute
from redraft.usecases.ports import Checkpoint, KeptReport, PostResult


class MemoryRecords:
    """The ports Checkpoints, KeptReports and DeclaredPublic in memory. For any number of threads."""

    lasting = False

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: dict[str, Mapping[str, Any]] = {}
        self._results: dict[str, dict[tuple[Locator, str], PostResult]] = {}
        self._reports: dict[str, KeptReport] = {}
        self._declared: set[tuple[Attribute, str]] = set()

    def close(self) -> None:
        """Nothing to close; there so that it can stand in for the encrypted store."""

    def load(self, archive_id: str) -> Checkpoint | None:
        """See the port."""
        with self._lock:
            if archive_id not in self._states:
                return None
            return Checkpoint(self._states[archive_id], len(self._results[archive_id]))

    def record(self, archive_id: str, state: Mapping[str, Any], results: Sequence[PostResult] = ()) -> None:
        """See the port."""
        with self._lock:
            self._states[archive_id] = state
            self._results.setdefault(archive_id, {}).update({(r.locator, r.stage): r for r in results})

    def results(self, archive_id: str, stage: str | None = None) -> Iterator[PostResult]:
        """See the port."""
        with self._lock:
            found = sorted(self._results.get(archive_id, {}).items())
        yield from (result for (_, its_stage), result in found if stage in {None, its_stage})

    def drop(self, archive_id: str) -> None:
        """See the port."""
        with self._lock:
            self._states.pop(archive_id, None)
            self._results.pop(archive_id, None)

    def keep(self, report: KeptReport) -> None:
        """See the port."""
        self._reports[report.id] = report

    def kept(self) -> Iterator[KeptReport]:
        """See the port."""
        yield from sorted(self._reports.values(), key=lambda report: (-report.created, report.id))

    def forget(self, report_id: str) -> None:
        """See the port."""
        self._reports.pop(report_id, None)

    def declared(self) -> frozenset[tuple[Attribute, str]]:
        """See the port."""
        return frozenset(self._declared)

    def declare(self, attribute: Attribute, value: str) -> None:
        """See the port."""
        self._declared.add((attribute, value))

    def withdraw(self, attribute: Attribute, value: str) -> None:
        """See the port."""
        self._declared.discard((attribute, value))
