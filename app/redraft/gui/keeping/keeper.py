"""What the window knows of the encrypted store, and what it asks to be done with it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from redraft.domain.archive import Opened
from redraft.domain.errors import Cancelled, RedraftError, StoreError
from redraft.domain.profile import ArchiveReport
from redraft.domain.relations import Fact
from redraft.domain.rules import Rule
from redraft.gui.keeping.desk import Drawer, StoreDesk
from redraft.gui.keeping.errands import Errands, Seen
from redraft.gui.keeping.questions import Declined, Questions
from redraft.gui.tasks import Lane, Tell
from redraft.speech.now import _
from redraft.storage.folder import Protection
from redraft.storage.session import Status
from redraft.usecases import keeping
from redraft.usecases.kept_draft import KeptDraft
from redraft.usecases.ports import KeptReport


class Stand(Enum):
    """Whether the store can be used; one whose state cannot be read can still be erased."""

    ABSENT = auto()
    BROKEN = auto()
    OFF = auto()
    LOCKED = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class _Task:
    """``work`` runs on the thread, ``then`` on the window's with its result; ``said`` is shown once it is done."""

    work: Callable[[threading.Event], Any]
    then: Callable[[Any], object]
    said: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    done: bool
    result: Any
    problem: RedraftError | None
    seen: Seen


class Keeper(QObject):
    """Emits ``changed``; ``recalled`` with the id of a report and the report. Without a desk it is absent for good.

    Everything is done in the order in which it was asked for, and nothing is left out. ``error`` is what went wrong
    last, ``said`` what was done last.
    """

    changed = Signal()
    recalled = Signal(str, object)
    _unlocked = Signal()

    def __init__(self, desk: StoreDesk | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.questions = Questions(self)
        self._desk = desk
        self._errands = None if desk is None else Errands(desk, self.questions)
        self._lane = Lane("store", self)
        self._waiting: deque[_Task] = deque()
        self._declined = self._over = False
        self._seen: Seen | None = None
        self._unlocked.connect(self._refresh, Qt.ConnectionType.QueuedConnection)
        self.error: RedraftError | None = None
        self.said = ""

    @property
    def stand(self) -> Stand:
        """Whether the store can be used; absent until it was looked at."""
        if self._seen is None:
            return Stand.ABSENT
        if self._seen.status is None:
            return Stand.BROKEN
        if self._seen.status.protection is None:
            return Stand.OFF
        return Stand.OPEN if self._seen.status.held is not None else Stand.LOCKED

    @property
    def busy(self) -> bool:
        """True while something is done."""
        return self._lane.busy or bool(self._waiting)

    @property
    def status(self) -> Status:
        """What can be said of it, unless it is absent or broken."""
        assert self._seen is not None
        assert self._seen.status is not None
        return self._seen.status

    @property
    def declared(self) -> frozenset[Fact]:
        """What everybody knows; nothing while the store is not open."""
        return frozenset() if self._seen is None else self._seen.declared

    @property
    def rules(self) -> frozenset[Rule]:
        """The rules that are in the store, as far as that is open."""
        return frozenset() if self._seen is None else self._seen.rules

    @property
    def reports(self) -> tuple[KeptReport, ...]:
        """The reports that were kept, newest first."""
        return () if self._seen is None else self._seen.reports

    @property
    def draft(self) -> KeptDraft | None:
        """The draft that is kept."""
        return None if self._seen is None else self._seen.draft

    def begin(self) -> None:
        """Look whether there is a store; one whose key is in the keyring opens by itself."""
        if self._errands is not None:
            self._refresh()  # a keyring may let one wait, and meanwhile it can be said that there is a store
        self._do(lambda errands: errands.begin)

    def open(self) -> None:
        """Open the store, whatever was declined before."""
        self._declined = False
        self._do(lambda errands: errands.open)

    def create(self, protection: Protection) -> None:
        """Turn the store on."""
        self._do(lambda errands: lambda cancel: errands.create(protection, cancel), said=_("It is on."))

    def rotate(self, protection: Protection) -> None:
        """Encrypt everything anew under another key."""
        said = _("Everything is encrypted anew. Older backups keep their passphrase.")
        self._do(lambda errands: lambda cancel: errands.rotate(protection, cancel), said=said)

    def backup(self, target: Path) -> None:
        """Save everything into one file."""
        self._do(lambda errands: lambda cancel: errands.backup(target, cancel), said=_("The backup is saved."))

    def restore(self, source: Path, protection: Protection) -> None:
        """Make a store of a backup."""
        said = _("It is on, with what the backup held.")
        self._do(lambda errands: lambda cancel: errands.restore(source, protection, cancel), said=said)

    def erase(self) -> None:
        """Remove the key, then everything."""
        said = _("The key and everything that was kept are gone. Backups you made are not.")
        self._do(lambda errands: errands.erase, said=said)

    def declare(self, facts: Iterable[Fact], then: Callable[[Any], object] = lambda _: None) -> None:
        """Everybody knows this; ``then`` is called once it is remembered."""

        def work(records: Drawer) -> None:
            for fact in facts:
                records.declare(*fact)

        self.with_records(work, then)

    def withdraw(self, fact: Fact) -> None:
        """Not everybody does."""
        self.with_records(lambda records: records.withdraw(*fact))

    def forget_scans(self) -> None:
        """Drop how far scans came."""
        self._do(lambda errands: errands.forget_scans)

    def keep(self, report: ArchiveReport, opened: Opened, report_id: str, then: Callable[[str], object]) -> None:
        """Keep a report, in place of the one of that id; ``then`` is given its id."""
        self.with_records(lambda records: keeping.keep(records, report, opened, report_id=report_id), then)

    def recall(self, report_id: str) -> None:
        """Read a report that was kept."""
        self.with_records(
            lambda records: keeping.recall(records, report_id), lambda kept: self.recalled.emit(report_id, kept)
        )

    def drop_report(self, report_id: str) -> None:
        """Remove a report."""
        self.with_records(lambda records: records.forget(report_id))

    def with_records(self, work: Callable[[Drawer], Any], then: Callable[[Any], object] = lambda _: None) -> None:
        """Do something with what is in the open store; ``then`` is called with the result once it is done."""
        self._do(lambda errands: lambda _cancel: errands.with_records(work), then)

    def unlock(self, cancel: threading.Event) -> Drawer | None:
        """The open store, for work on any thread but the window's; None while it is off, or the work goes without.

        Who declined is not asked again until they open it themselves; what else is in the way is told as ``error``.
        """
        desk, errands = self._desk, self._errands
        if desk is None or errands is None:
            return None
        if desk.records is not None or self._declined or not desk.exists:
            return desk.records
        try:
            opened = errands.open(cancel)
        except Declined:
            self._declined = True
        except StoreError as error:
            self.error = error
        else:
            self.error = None
            return opened
        finally:
            self._unlocked.emit()
        return None

    def in_use(self) -> AbstractContextManager[None]:
        """Meanwhile the store is neither erased nor moved to another key; on any thread but the window's."""
        return nullcontext() if self._desk is None else self._desk.in_use()

    def dismiss(self) -> None:
        """The error, and what was said, have been read."""
        self.error, self.said = None, ""
        self.changed.emit()

    def stop(self) -> None:
        """From now on nothing is begun, and no thread waits for the user or the keyring."""
        self._over = True
        self.questions.close()
        if self._desk is not None:
            self._desk.stop()

    def close(self) -> None:
        """Wait for the thread."""
        self._waiting.clear()
        self._lane.close()

    def _refresh(self) -> None:
        self._add(_Task(lambda _cancel: None, lambda _result: None, self.said))

    def _do(
        self,
        errand: Callable[[Errands], Callable[[threading.Event], Any]],
        then: Callable[[Any], object] = lambda _: None,
        *,
        said: str = "",
    ) -> None:
        if self._errands is not None:
            self.error, self.said = None, ""
            self._add(_Task(errand(self._errands), then, said))

    def _add(self, task: _Task) -> None:
        if self._over:
            return
        self._waiting.append(task)
        self._next()
        self.changed.emit()

    def _next(self) -> None:
        if self._lane.busy or not self._waiting:
            return
        task, errands = self._waiting.popleft(), self._errands
        assert errands is not None

        def job(cancel: threading.Event, _tell: Tell) -> _Outcome:
            return _outcome(task, errands, cancel)

        self._lane.run(job, on_done=lambda outcome: self._ended(task, outcome), on_error=self._failed)

    def _ended(self, task: _Task, outcome: _Outcome) -> None:
        self._seen = outcome.seen
        self.error = outcome.problem or self.error
        if outcome.done:
            self.said = task.said
            task.then(outcome.result)
        self._next()
        self.changed.emit()

    def _failed(self, error: RedraftError) -> None:
        self.error = error
        self._next()
        self.changed.emit()


def _outcome(task: _Task, errands: Errands, cancel: threading.Event) -> _Outcome:
    """Do it, and look what there is now, whether or not it could be done."""
    done, result, problem = False, None, None
    try:
        result, done = task.work(cancel), True
    except Cancelled:
        pass
    except RedraftError as error:
        problem = error
    seen = errands.look()
    return _Outcome(done, result, problem or seen.problem, seen)
