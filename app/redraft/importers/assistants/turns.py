"""A turn of a talk with an assistant, whoever keeps the talk: only what the user said is a post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from redraft.domain.archive import Audience, Kind, Post, Reason, Skipped
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.importers.contract import Options, Part, post_or_skip
from redraft.importers.dates import from_epoch, from_text
from redraft.importers.json_records import items, whole
from redraft.importers.opening import Member, Source


class Who(Enum):
    """Whose turn it is. ``NEITHER``: what a tool or the vendor put in between."""

    USER = "user"
    ASSISTANT = "assistant"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Turn:
    """``talk`` is the talk's name, ``follows`` the id of the assistant's turn before it, empty where nobody says."""

    who: Who
    text: str = ""
    id: str = ""
    date: datetime | None = None
    kind: Kind = Kind.MESSAGE
    talk: str = ""
    url: str = ""
    follows: str = ""


Read = Callable[[Any], Turn | Item | None]
"""A raw record to a turn, or to what stands beside the turns: what the assistant remembered, why it was left out."""

_QUESTION = 600
"""Code points of what an assistant asked: the last of them, where its question stands."""
_NAME = 200


def listed(source: Source, member: Member) -> Iterator[Any]:
    """The values of a list, those of ``conversations``, or the one that stands there by itself."""
    if source.head(member).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        value = whole(source, member)
        several = value.get("conversations") if isinstance(value, dict) else None
        yield from several if isinstance(several, list) else [value]
    else:
        yield from items(source, member, "item")


def part(member: Member, raws: Callable[[], Iterable[Any]], read: Read) -> Part:
    """A member whose raw records ``read`` understands; what an assistant asked stands by the answer."""

    def item(raw: Any) -> Item | None:
        found = read(raw)
        return _item(found) if isinstance(found, Turn) else found

    def said(raw: Any) -> tuple[str, str, str]:
        found = read(raw)
        if not isinstance(found, Turn):
            return "", "", ""
        return found.id, question(found.text) if found.who is Who.ASSISTANT else "", found.follows

    return Part(member, raws, item, said)


def _item(turn: Turn) -> Post | Skipped:
    if turn.who is not Who.USER:
        return Skipped.because(Reason.OTHER_AUTHOR if turn.who is Who.ASSISTANT else Reason.SERVICE)
    place = " ".join(turn.talk.split())[:_NAME]
    return post_or_skip(
        Post(turn.id, turn.text, turn.date, turn.kind, Audience.DIRECT, url=turn.url, place=place),
    )


def question(text: str) -> str:
    """What an assistant's turn ends by asking, empty where it asks nothing there: the rest of it is the assistant's."""
    last = text.strip()[-4 * _QUESTION :].rpartition("\n\n")[2].strip()
    return last[-_QUESTION:] if re.search(r"[?？؟]", last[-_QUESTION:]) else ""


_PLAIN = re.compile(r"[\w .:\-/]{1,60}")
MOST_PARTS = 8
"""Parts that were not understood and are named; a file of nothing else says the same again and again."""


def not_understood(options: Options, label: str, name: str) -> None:
    """Tell the user which part of a vendor's export nobody here knows, by the name that it has in the file.

    A name is short and plain; anything else is what somebody wrote, and only its place is told.
    """
    told = name if _PLAIN.fullmatch(name) else "…"
    if sum(note.code == "not-understood" for note in options.notes) < MOST_PARTS:
        options.note("not-understood", Message("read.part_unknown", {"label": label, "part": told}))


def files_left(options: Options) -> None:
    """Tell the user that what they attached was not read: it is mostly somebody else's words."""
    options.note("attached", Message("read.attached_left"))


def moment(*values: Any) -> datetime | None:
    """The first of them that can be read as one: seconds, milliseconds, or a date in words of a program."""
    return next((when for value in values if (when := from_epoch(value) or from_text(value)) is not None), None)


def text_of(value: Any) -> str:
    """A string as it is, anything else as nothing."""
    return value if isinstance(value, str) else ""
