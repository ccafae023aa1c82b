"""What a scan leaves behind so that it can go on after a crash: nothing lost, nothing counted twice.

The archive itself is read again from the start, which is quick and counts everything anew. Recorded are only the
costly parts: what the fast tier found, for each post once, how many posts it had seen, and what the model concluded.
Each batch of results and the count of posts that they belong to are written together or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from redraft.codec import from_json, to_json
from redraft.domain.archive import Locator, Post, ReadChoices
from redraft.domain.attributes import Severity
from redraft.domain.errors import StoreError
from redraft.domain.finding import Finding
from redraft.domain.message import NOTHING, Message, both
from redraft.domain.profile import ScanTimings
from redraft.domain.text import Note
from redraft.profiles.heard import Noticed, Reading
from redraft.usecases.ports import Checkpoints, FastResult, PostResult
from redraft.usecases.scan_plan import ScanPlan, files_id

SECONDS = 3.0
"""How much work a crash may cost."""
WAITING = 100_000
"""Posts with findings that wait, some 100 MB, while the store cannot be written."""
IN_MEMORY = 10_000
"""Posts with findings that a store in memory takes, about 10 MB; what comes after is looked at again."""
_FAST = "fast"
_NOTHING = FastResult(())
"""What a post without a record has: nothing found in it, and in English, which is not worth a record."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A scan that can go on: what was chosen for it, and how far it came.

    ``done`` of ``total`` kept posts were read; ``asked`` seconds of the ``budget`` were the model's; ``at`` is when, in
    Unix seconds. ``finished`` says that it ran to its end.
    """

    choices: ReadChoices
    since: date | None
    budget: float
    done: int
    total: int
    asked: float
    finished: bool
    at: float


def begun(store: Checkpoints, fingerprint: str) -> Begun | None:
    """The scan of these files that was recorded last, or None. Raises StoreError."""
    found = [_begun(state) for _id, state in store.begun(files_id(fingerprint))]
    return max(found, key=lambda one: one.at, default=None)


def forget(store: Checkpoints, fingerprint: str) -> None:
    """Drop every scan of these files."""
    _drop(store, files_id(fingerprint))


def forget_all(store: Checkpoints) -> None:
    """Drop every scan of any files."""
    _drop(store, "")


def _drop(store: Checkpoints, files: str) -> None:
    for archive_id, _state in list(store.begun(files)):
        store.drop(archive_id)


def _begun(state: Mapping[str, Any]) -> Begun:
    try:
        begun = from_json(Begun, state["begun"])
    except (KeyError, TypeError, ValueError):
        raise _unreadable() from None
    return begun


class Recorder:
    """Writes and reads one scan's checkpoint; without a store it does nothing."""

    def __init__(self, store: Checkpoints | None, plan: ScanPlan) -> None:
        self._store, self._id, self._plan = store, plan.archive_id, plan
        self._done, self._total, self._finished = 0, 0, False
        self._before = 0
        self._looked = self._recorded = 0
        self._found: Iterator[PostResult] = iter(())
        self._waiting: dict[Locator, FastResult] = {}
        self._unsaved: list[PostResult] = []
        self._saved_at = time.monotonic()
        self._content = ""
        self._trouble: Note | None = None
        self.heard: list[Reading] = []
        self.noticed: list[Noticed] = []
        self.spent = ScanTimings()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know of the store: that it does not take what is found."""
        return () if self._trouble is None else (self._trouble,)

    def begin(self, content: str = "") -> None:
        """Forget an earlier scan; ``content`` is a digest of what the archive holds now."""
        self._content = content
        try:
            if self._store is not None:
                self._store.drop(self._id)
        except StoreError as error:
            self._give_up(error)

    def resume(self, content: str = "") -> Message:
        """Go on from the checkpoint; otherwise begin anew, and say why. Raises StoreError."""
        self._content = content
        saved = self._store.load(self._id) if self._store is not None else None
        if saved is None or self._store is None:
            return Message("archive.nothing_to_resume")
        if content and saved.state.get("content", content) != content:
            self.begin(content)
            return Message("archive.changed_since")
        try:
            if saved.results != int(saved.state["results"]):  # forgotten while a scan went on
                self.begin(content)
                return Message("archive.nothing_to_resume")
            before = _begun(saved.state)
            self._done, self._total = before.done, before.total
            self._before = self._looked = int(saved.state["looked"])
            self._recorded = saved.results
            self.heard = [_reading(data) for data in saved.state["heard"]]
            self.noticed = [from_json(Noticed, data) for data in saved.state.get("noticed", ())]
            counting, self.spent = self.spent.count, from_json(ScanTimings, saved.state["spent"])
            self.spend(count=counting)
        except (KeyError, TypeError, ValueError):
            raise _unreadable() from None
        self._found = self._store.results(self._id, _FAST)
        return NOTHING

    def recalled(self, number: int, post: Post) -> FastResult | None:
        """What was found in the post that is the ``number``-th to be looked at, from 0; None: not looked at yet."""
        if number >= self._before:
            return None
        if post.locator not in self._waiting:
            for result in self._found:
                try:
                    found = tuple(_finding(f) for f in result.body["findings"])
                    self._waiting[result.locator] = FastResult(found, str(result.body["language"]))
                except (KeyError, TypeError, ValueError):
                    raise _unreadable() from None
                if result.locator >= post.locator:
                    break
        return self._waiting.get(post.locator, _NOTHING)

    def passed(self, post: Post) -> None:
        """What was recalled of a post has been taken in."""
        self._waiting.pop(post.locator, None)

    def looked(self, post: Post, result: FastResult) -> None:
        """The fast tier has seen one more post."""
        if self._store is None or (not self._store.lasting and self._recorded >= IN_MEMORY):
            return
        self._looked += 1
        if result.findings or result.language != _NOTHING.language:
            self._recorded += 1
            body = {"findings": to_json(result.findings), "language": result.language}
            self._unsaved.append(PostResult(post.locator, _FAST, body))

    def reached(self, done: int, total: int) -> None:
        """So many of the kept posts went by."""
        self._done, self._total = max(done, self._done), total

    def finish(self) -> None:
        """The scan has run to its end."""
        self._finished = True
        self.save(now=True)

    def spend(
        self,
        *,
        count: float = 0.0,
        fast: float = 0.0,
        noticing: float = 0.0,
        model: float = 0.0,
        evaluated_tokens: int = 0,
    ) -> None:
        """Add seconds of the stages, and tokens that the model read."""
        spent = self.spent
        self.spent = replace(
            spent,
            count=spent.count + count,
            fast=spent.fast + fast,
            noticing=spent.noticing + noticing,
            model=spent.model + model,
            total=spent.total + count + fast + noticing + model,
            evaluated_tokens=spent.evaluated_tokens + evaluated_tokens,
        )

    def save(self, *, now: bool = False) -> None:
        """Write what is new, if it is time.

        A store that cannot be written costs no finding: the scan goes on without it, says so, and tries again.
        """
        if self._store is None or (not now and time.monotonic() - self._saved_at < SECONDS):
            return
        choices, since, budget = self._plan.choices, self._plan.since, self._plan.budget
        so_far = (self._done, self._total, self.spent.model, self._finished, time.time())
        state = {
            "begun": to_json(Begun(choices, since, budget, *so_far)),
            "looked": self._looked,
            "results": self._recorded,
            "content": self._content,
            "heard": to_json(self.heard),
            "noticed": to_json(self.noticed),
            "spent": to_json(self.spent),
        }
        self._saved_at = time.monotonic()
        try:
            self._store.record(self._id, state, self._unsaved)
        except StoreError as error:
            self._trouble = _unsaved(error)
            if len(self._unsaved) > WAITING:
                self._give_up(error)
            return
        self._unsaved, self._trouble = [], None

    def _give_up(self, error: StoreError) -> None:
        self._store, self._unsaved, self._trouble = None, [], _unsaved(error)


def _finding(data: Any) -> Finding:
    """One that was recorded; the first version wrote severities by name."""
    severity = data["severity"]
    if isinstance(severity, str):
        data = {**data, "severity": Severity[severity.upper()]}
    return from_json(Finding, data)


def _reading(data: Mapping[str, Any]) -> Reading:
    """One that was recorded; the first version wrote a vote's fields beside the others, and its parts as lists."""
    return from_json(Reading, {**data, "heard": [_nested(one) for one in data["heard"]]})


def _nested(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if "vote" in data:
        return data
    parts = [
        {"at": at, "share": share, "spans": [{"start": start, "end": end} for start, end in spans]}
        for at, share, spans in data["parts"]
    ]
    vote = {"value": data["value"], "weight": data["weight"], "parts": parts, "stated": False, "date": data["date"]}
    return {"attribute": data["attribute"], "vote": vote, "revealed": data["revealed"]}


def _unsaved(error: StoreError) -> Note:
    return Note("unsaved", Message("scan.not_stored", {"error": both(error.problem, error.remedy)}))


def _unreadable() -> StoreError:
    return StoreError(Message("archive.checkpoint_unreadable"), Message("do.scan_without_resume"))
