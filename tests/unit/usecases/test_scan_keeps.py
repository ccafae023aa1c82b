"""A scan's findings survive whatever becomes of the store meanwhile, and a changed file is never taken for the old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from fakes.archive import FakeFastTier
from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.speech.now import worded
from redraft.storage.memory import MemoryRecords
from redraft.usecases import recording
from redraft.usecases.ports import PostResult
from unit.usecases.test_scan_archive import ITEMS, post, scan, values


class Broken(MemoryRecords):
    """A store that fails: from the ``first`` write on, for so many ``times``; ``drops``: also when a scan begins."""

    lasting = True

    def __init__(self, first: int = 1, times: int = 10**9, *, drops: bool = False) -> None:
        super().__init__()
        self.first, self.times, self.drops, self.writes = first, times, drops, 0

    def drop(self, archive_id: str) -> None:
        if self.drops:
            raise full()
        super().drop(archive_id)

    def record(self, archive_id: str, state: Mapping[str, Any], results: Sequence[PostResult] = ()) -> None:
        self.writes += 1
        if self.first <= self.writes < self.first + self.times:
            raise full()
        super().record(archive_id, state, results)


def full() -> StoreError:
    return StoreError(Message("store.disk_full"), Message("do.make_room_kept"))


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SECONDS", 0.0)


@pytest.mark.parametrize("store", [Broken(), Broken(2), Broken(drops=True)], ids=["first", "later", "begin"])
def test_a_store_that_cannot_be_written_costs_no_finding(store: Broken) -> None:
    report = scan(checkpoints=store).run()
    assert report.finished
    assert values(report) == values(scan().run())
    (note,) = [n for n in report.notes if n.code == "unsaved"]
    assert "The disk is full" in worded(note.message)


def test_once_there_is_room_again_everything_is_stored() -> None:
    store = Broken(1, 2)
    report = scan(checkpoints=store).run()
    assert [n.code for n in report.notes] == []
    again = FakeFastTier()
    assert values(scan(fast=again, checkpoints=store).run(resume=True)) == values(report)
    assert again.seen == []


def test_what_was_stored_before_the_disk_was_full_can_be_gone_on_from() -> None:
    items = [post(f"I live in Leeds, number {n}") for n in range(600)]
    store = Broken(2)
    whole = scan(items, checkpoints=store).run()  # type: ignore[arg-type]
    store.first = 10**9
    again = FakeFastTier()
    assert values(scan(items, fast=again, checkpoints=store).run(resume=True)) == values(whole)  # type: ignore[arg-type]
    assert len(again.seen) < 600


def test_findings_that_wait_are_not_collected_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "WAITING", 1)
    store = Broken()
    report = scan(checkpoints=store).run()
    assert [n.code for n in report.notes] == ["unsaved"]
    assert store.writes <= 2


def test_a_changed_file_is_said_and_scanned_anew() -> None:
    store = MemoryRecords()
    scan(checkpoints=store).run()
    changed = [*ITEMS[:3], post("I live in York, I think", 2019), *ITEMS[4:]]
    fast = FakeFastTier()
    report = scan(changed, fast=fast, checkpoints=store).run(resume=True)
    assert "changed" in worded(next(n for n in report.notes if n.code == "resume").message)
    assert len(fast.seen) == report.scanned == 5
    assert scan(changed, fast=FakeFastTier(fail_after=0), checkpoints=store).run(resume=True).finished


def test_a_checkpoint_of_before_there_was_a_digest_is_gone_on_from() -> None:
    store = MemoryRecords()
    scan(checkpoints=store).run()
    ((archive_id, state),) = store.begun()
    store.record(archive_id, {key: value for key, value in state.items() if key != "content"})
    assert scan(fast=FakeFastTier(fail_after=0), checkpoints=store).run(resume=True).finished
