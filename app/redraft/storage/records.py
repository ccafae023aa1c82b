"""What the encrypted store holds: checkpoints of scans, reports, what was declared public, rules, what stands for what,
a draft.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from redraft.domain.archive import Locator
from redraft.domain.attributes import Attribute
from redraft.domain.errors import StoreError
from redraft.domain.finding import Subject
from redraft.domain.message import Message
from redraft.domain.rules import Rule, Ruling
from redraft.domain.stand_ins import StandIns
from redraft.storage import stand_ins
from redraft.storage.cipher import Connection, damage, in_words
from redraft.storage.tables import DRAFTS, RULES
from redraft.usecases.kept_draft import KeptDraft
from redraft.usecases.ports import Checkpoint, KeptReport, PostResult

_PAGE_OF_RESULTS = 2000


class Records:
    """An open store: Checkpoints, KeptReports, DeclaredPublic, KeptRules, KeptStandIns, KeptDrafts. For any number of
    threads.

    ``still_current`` says, with the file locked, whether it is still the one in use: another process may have erased
    the store, or moved it to another key.
    """

    lasting: bool = True

    def __init__(self, connection: Connection, still_current: Callable[[], bool]) -> None:
        self._connection = connection
        self._still_current = still_current
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; calling it again does nothing."""
        with self._lock:
            self._connection.close()

    def go_on_with(self, other: Records) -> None:
        """From now on be ``other``, which nobody may use besides: whoever holds this one need not know."""
        with self._lock:
            self._connection.close()
            self._connection, self._still_current = other._connection, other._still_current
            self.lasting = other.lasting

    def load(self, archive_id: str) -> Checkpoint | None:
        """See the port."""
        rows = self._read("SELECT number, state FROM archives WHERE id = ?", archive_id)
        if not rows:
            return None
        number, state = rows[0]
        ((count,),) = self._read("SELECT count(*) FROM results WHERE archive = ?", number)
        return Checkpoint(_object(state), int(count))

    def record(self, archive_id: str, state: Mapping[str, Any], results: Sequence[PostResult] = ()) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO archives (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state",
                (archive_id, _json(state)),
            )
            (number,) = connection.execute("SELECT number FROM archives WHERE id = ?", (archive_id,)).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)",
                [(number, r.locator.member, r.locator.record, r.stage, _json(r.body)) for r in results],
            )

    def results(self, archive_id: str, stage: str | None = None) -> Iterator[PostResult]:
        """See the port. Read a page at a time, so that a batch can be recorded meanwhile."""
        after = (-2, -2, "")
        while True:
            rows = self._read(
                "SELECT member, record, stage, body FROM results"
                " WHERE archive = (SELECT number FROM archives WHERE id = ?) AND (member, record, stage) > (?, ?, ?)"
                " AND (? IS NULL OR stage = ?) ORDER BY member, record, stage LIMIT ?",
                archive_id, *after, stage, stage, _PAGE_OF_RESULTS,
            )  # fmt: skip
            for member, record, found_stage, body in rows:
                yield PostResult(Locator(member, record), found_stage, _object(body))
            if len(rows) < _PAGE_OF_RESULTS:
                return
            after = rows[-1][:3]

    def begun(self, files: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
        """See the port."""
        rows = self._read("SELECT id, state FROM archives WHERE substr(id, 1, ?) = ?", len(files), files)
        for archive_id, state in rows:
            yield archive_id, _object(state)

    def drop(self, archive_id: str) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute("DELETE FROM archives WHERE id = ?", (archive_id,))

    def keep(self, report: KeptReport, body: Mapping[str, Any]) -> None:
        """See the port."""
        row = (report.id, report.title, report.created, _json(body))
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)", row)

    def kept(self) -> Iterator[KeptReport]:
        """See the port."""
        for row in self._read("SELECT id, title, created FROM reports ORDER BY created DESC, id"):
            yield KeptReport(*row)

    def body(self, report_id: str) -> Mapping[str, Any] | None:
        """See the port."""
        rows = self._read("SELECT body FROM reports WHERE id = ?", report_id)
        return _object(rows[0][0]) if rows else None

    def forget(self, report_id: str) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))

    def declared(self) -> frozenset[tuple[Attribute, str]]:
        """See the port. An attribute of another version is left out."""
        known = {a.value for a in Attribute}
        rows = self._read("SELECT attribute, value FROM declared")
        return frozenset((Attribute(name), value) for name, value in rows if name in known)

    def declare(self, attribute: Attribute, value: str) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute("INSERT OR IGNORE INTO declared VALUES (?, ?)", (attribute.value, value))

    def withdraw(self, attribute: Attribute, value: str) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute("DELETE FROM declared WHERE attribute = ? AND value = ?", (attribute.value, value))

    def rules(self) -> frozenset[Rule]:
        """See the port. What another version wrote and this one cannot read is left out."""
        if not self._has("rules"):
            return frozenset()
        rows = self._read("SELECT ruling, words, attribute, subject FROM rules")
        return frozenset(rule for row in rows if (rule := _rule(*row)) is not None)

    def add_rule(self, rule: Rule) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute(RULES)
            connection.execute("INSERT OR IGNORE INTO rules VALUES (?, ?, ?, ?)", _row(rule))

    def drop_rule(self, rule: Rule) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute(RULES)
            connection.execute(
                "DELETE FROM rules WHERE ruling = ? AND words = ? AND attribute = ? AND subject = ?", _row(rule)
            )

    def stand_ins(self) -> StandIns:
        """See the port."""
        with self._access() as connection:
            return stand_ins.kept(connection)

    def keep_stand_ins(self, new: StandIns, instead_of: StandIns) -> bool:
        """See the port."""
        with self._writing() as connection:
            return stand_ins.keep(connection, new, instead_of)

    def draft(self) -> KeptDraft | None:
        """See the port."""
        if not self._has("drafts"):
            return None
        bodies = [_object(body) for (body,) in self._read("SELECT body FROM drafts")]
        return KeptDraft(str(bodies[0].get("text", "")), str(bodies[0].get("in_reply_to", ""))) if bodies else None

    def keep_draft(self, draft: KeptDraft) -> None:
        """See the port."""
        with self._writing() as connection:
            connection.execute(DRAFTS)
            connection.execute("DELETE FROM drafts")
            body = _json({"text": draft.text, "in_reply_to": draft.in_reply_to})
            connection.execute("INSERT INTO drafts VALUES (?)", (body,))

    def forget_draft(self) -> None:
        """See the port."""
        if self._has("drafts"):
            with self._writing() as connection:
                connection.execute("DELETE FROM drafts")

    def counts(self) -> tuple[int, int, int]:
        """How many archives, reports and declared facts there are."""
        tables = ("archives", "reports", "declared")
        archives, reports, declared = (self._read(f"SELECT count(*) FROM {table}")[0][0] for table in tables)  # noqa: S608
        return archives, reports, declared

    def damage(self) -> str:
        """Read the file from end to end: empty when it is sound, otherwise what is wrong."""
        with self._access() as connection:
            return damage(connection)

    def _has(self, table: str) -> bool:
        return bool(self._read("SELECT 1 FROM sqlite_master WHERE name = ?", table))

    def _read(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._access() as connection:
            return list(connection.execute(statement, values).fetchall())

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing."""
        with self._access() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._require_current()
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _access(self) -> Iterator[Connection]:
        """One thread at a time, errors in words; one erased meanwhile would look damaged."""
        with self._lock:
            try:
                with in_words():
                    yield self._connection
            except StoreError:
                self._require_current()
                raise

    def _require_current(self) -> None:
        if not self._still_current():
            raise StoreError(Message("store.erased_elsewhere"), Message("do.open_store_again"))


def _row(rule: Rule) -> tuple[str, str, str, str]:
    attribute = "" if rule.attribute is None else rule.attribute.value
    return rule.ruling.value, json.dumps(rule.words), attribute, rule.subject.value


def _rule(ruling: str, words: str, attribute: str, subject: str) -> Rule | None:
    try:
        about = Attribute(attribute) if attribute else None
        return Rule(Ruling(ruling), str(json.loads(words)), about, Subject(subject))
    except ValueError:
        return None


def _json(value: Mapping[str, Any]) -> str:
    """ASCII, so that lone surrogates in quotes survive."""
    return json.dumps(value, separators=(",", ":"))


def _object(text: str) -> dict[str, Any]:
    """What was stored; raises StoreError for a body on a damaged page, of which SQLite gives what it has."""
    try:
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise StoreError(Message("store.damaged"), Message("do.restore_or_erase_store"))
    return value
