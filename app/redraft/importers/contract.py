"""What every importer is: a name, how sure it is that a source is its own, and the parts it reads."""

from __future__ import annotations

import json
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from redraft.domain.archive import Locator, Post, Reason, Skipped
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message, both
from redraft.domain.music import Track
from redraft.domain.text import Note
from redraft.importers import bounds
from redraft.importers.opening import Member, Source

BAD_RECORD = (
    KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError, MemoryError,
)  # fmt: skip
"""What reading one record can raise that is of the wrong shape, or larger than there is memory for."""


class BrokenEnd(Exception):
    """The rest of a member cannot be read; what came before it can."""


class EarlyEnd(Exception):
    """The member ends before its closing bracket, after a whole record: nothing is lost that can be seen."""


@dataclass(slots=True)
class Options:
    """What the user chose. ``notes`` is filled while reading.

    ``me``         the owner's name or id, for chats that do not say whose they are.
    ``messages``   whether to read direct messages beside the rest. A file that holds nothing but chats is always read.
    ``columns``    for the generic CSV: header names under ``text`` and, optional, ``date``, ``id``, ``title``, ``url``.
    ``day_first``  order of ambiguous dates; None infers it.
    ``only``       the numbers of the members to read; None reads all.
    """

    me: str = ""
    messages: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    only: frozenset[int] | None = None
    notes: list[Note] = field(default_factory=list)

    def wants_messages(self) -> bool:
        """Whether to read direct messages that are there; when not, the user is told that they were left alone."""
        if not self.messages:
            self.note("messages", Message("read.messages_left"))
        return self.messages

    def note(self, code: str, message: Message) -> None:
        """Tell the user something, once."""
        found = Note(code, message)
        if found not in self.notes:
            self.notes.append(found)


THREAD = 1_000
"""Records of a member, the last ones, among which what a post answers is looked for."""
LONGEST_QUESTION = 2_000
"""Code points that are kept of each."""


@dataclass(frozen=True, slots=True)
class Part:
    """A member with content: its raw records, and how one of them becomes an item. None means it is not content.

    ``said`` tells of a raw record its id, its words, and the id of what it answers, where the platform has threads.
    """

    member: Member
    raws: Callable[[], Iterable[Any]]
    item: Callable[[Any], Item | None]
    said: Callable[[Any], tuple[str, str, str]] | None = None


class Importer(Protocol):
    """One platform or format."""

    @property
    def name(self) -> str:
        """A short name for the command line, such as ``reddit``."""

    @property
    def label(self) -> str:
        """What people call it, such as "Reddit"."""

    @property
    def music(self) -> bool:
        """True when it yields tracks."""

    @property
    def talks(self) -> bool:
        """True when it yields what somebody told an assistant."""

    def recognise(self, source: Source) -> float:
        """How sure it is, from 0 to 1, that the source is its own. Looks at content first."""

    def posts(self, source: Source, options: Options) -> Iterator[Item]:
        """All records in the order they stand, each with its locator. Never raises for bad content."""


@dataclass(frozen=True, slots=True)
class Platform:
    """An importer made of two functions; the reading itself is the same for all of them."""

    name: str
    label: str
    looks: Callable[[Source], float]
    parts: Callable[[Source, Options], Iterable[Part]]
    music: bool = False
    talks: bool = False

    def recognise(self, source: Source) -> float:
        """See :class:`Importer`."""
        return self.looks(source)

    def posts(self, source: Source, options: Options) -> Iterator[Item]:
        """See :class:`Importer`."""
        for part in self.parts(source, options):
            if options.only is None or part.member.number in options.only:
                yield from _records(part, options)


def _records(part: Part, options: Options) -> Iterator[Item]:
    number = -1
    thread = None if part.said is None else _Thread(part.said)
    raws = careful(part, options)
    for raw in raws:
        try:
            item = Skipped.because(Reason.MALFORMED) if isinstance(raw, BrokenEnd) else part.item(raw)
        except (InputError, *BAD_RECORD) as error:  # some records stand in a file of their own, which may be damaged
            if isinstance(error, MemoryError):
                options.note("memory", Message("read.record_too_large"))
            item = Skipped.because(Reason.MALFORMED)
        if item is None:
            continue
        if isinstance(item, Post | Skipped | Track):
            number += 1
            answered = "" if thread is None else thread.answered_by(raw)
            placed = replace(item, locator=Locator(part.member.number, number))
            yield replace(placed, in_reply_to=answered) if answered and isinstance(placed, Post) else placed
        else:
            yield item


class _Thread:
    """The words of the last records by their ids, whosesoever they are."""

    def __init__(self, said: Callable[[Any], tuple[str, str, str]]) -> None:
        self._said = said
        self._heard: OrderedDict[str, str] = OrderedDict()

    def answered_by(self, raw: Any) -> str:
        """The words that a record answers; empty where it answers none, or none that are known by now."""
        try:
            name, words, parent = self._said(raw)
            if name and words:
                self._heard[name] = words[:LONGEST_QUESTION]
                if len(self._heard) > THREAD:
                    self._heard.popitem(last=False)
            return self._heard.get(parent, "") if parent else ""
        except (InputError, *BAD_RECORD):
            return ""


def careful(part: Part, options: Options) -> Iterator[Any]:
    """The raw records; when the member breaks in the middle, a :class:`BrokenEnd` in place of the rest."""
    try:
        yield from part.raws()
    except EarlyEnd:
        options.note("early-end", Message("read.early_end"))
    except InputError as error:
        options.note("unreadable", both(error.problem, error.remedy))
        yield BrokenEnd()
    except MemoryError:
        options.note("memory", Message("read.file_too_large"))
        yield BrokenEnd()
    except (BrokenEnd, *BAD_RECORD, *bounds.READ_ERRORS, zipfile.BadZipFile, json.JSONDecodeError):
        options.note("broken", Message("read.damaged"))
        yield BrokenEnd()


_GONE = frozenset({"[deleted]", "[removed]", "[ removed by reddit ]"})


def post_or_skip(post: Post) -> Post | Skipped:
    """The post, or why it is not kept: somebody else's, deleted, or empty."""
    if post.own is False:
        return Skipped.because(Reason.OTHER_AUTHOR)
    text = post.text.strip()
    if not text:
        return Skipped.because(Reason.EMPTY, post.own)
    if text.lower() in _GONE:
        return Skipped.because(Reason.DELETED, post.own)
    return post if len(text) == len(post.text) else replace(post, text=text)
