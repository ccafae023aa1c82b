"""From an exported or pasted conversation to its turns, and to who the user is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from redraft.domain.archive import Opened, Post, ReadChoices
from redraft.domain.errors import InputError
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.domain.talk import Turn
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken

PASTED = "chat"
"""Reads what has no platform: lines with names in front."""
PLATFORMS = frozenset({"whatsapp", "telegram", PASTED})
"""Whose exports hold both sides."""
ONE_SIDED = frozenset({"discord"})
"""Whose exports hold the owner's words alone."""
OWN_NAMES = frozenset({"me", "you", "i", "myself", "ich", "du", "moi", "yo"})
"""What stands before somebody's own words where an app or a person writes no name."""
MOST_TURNS = 400
"""Turns that are read, the last ones; each takes some tenths of a second."""
MOST_NAMES = 6
"""Speakers that a question names."""


class TalkReader(Protocol):
    """Reads exports and pasted chats, in a process of its own."""

    def open(self, paths: Sequence[Path]) -> Opened:
        """Open a file; raises InputError with what to do, WorkerError."""

    def open_text(self, text: str) -> Opened:
        """Open a text that was pasted; raises as :meth:`open`."""

    def items(self, choices: ReadChoices, *, skip: int = 0, cancel: CancelToken | None = None) -> Iterator[Item]:
        """All messages in order, whosesoever they are; raises InputError, WorkerError or Cancelled."""

    def close(self) -> None:
        """End the process and close the file."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of a conversation in their order, who speaks, the one who speaks most first, and what to know of it."""

    turns: tuple[Turn, ...]
    speakers: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def read_conversation(reader: TalkReader, given: Path | str, *, cancel: CancelToken | None = None) -> Conversation:
    """Of a file or of a pasted text; raises InputError when it holds no two sides, WorkerError, Cancelled.

    The reader is closed again: nothing of it is kept.
    """
    try:
        opened = reader.open([given]) if isinstance(given, Path) else reader.open_text(given)
        platform = _platform(opened)
        posts = [p for p in reader.items(ReadChoices(platform), cancel=cancel) if isinstance(p, Post)]
    finally:
        reader.close()
    return conversation(posts)


def conversation(posts: Iterable[Post]) -> Conversation:
    """What several people said to one another; raises InputError when fewer than two speak."""
    turns = list(_turns(posts))
    notes: tuple[Note, ...] = ()
    if len(turns) > MOST_TURNS:
        left = {"count": MOST_TURNS, "all": len(turns)}
        notes = (Note("turns", Message("talk.last_turns", left)),)
        turns = [Turn(n, t.speaker, t.text, t.date) for n, t in enumerate(turns[-MOST_TURNS:], 1)]
    said = Counter(turn.speaker for turn in turns)
    if len(said) < 2:
        raise InputError(Message("talk.no_chat"), Message("do.give_chat"))
    return Conversation(tuple(turns), tuple(name for name, _ in said.most_common()), notes)


def user_in(speakers: Sequence[str], me: str = "") -> str:
    """Which speaker the user is: the one they named, or who is called "Me"; raises InputError with the names."""
    names = ", ".join(speakers[:MOST_NAMES])
    if me:
        exact = [name for name in speakers if name == me]
        alike = exact or [name for name in speakers if name.casefold() == me.casefold()]
        if len(alike) != 1:
            raise InputError(Message("talk.not_there"), Message("do.say_who", {"names": names}))
        return alike[0]
    own = [name for name in speakers if name.casefold() in OWN_NAMES]
    if len(own) != 1:
        raise InputError(Message("talk.who"), Message("do.say_who", {"names": names}))
    return own[0]


def _platform(opened: Opened) -> str:
    """What reads it: the surest that holds both sides, else the pasted form; raises InputError."""
    found = [match.platform for match in opened.matches]
    if found and found[0] in ONE_SIDED:
        raise InputError(Message("talk.own_words_only", {"label": opened.matches[0].label}), Message("do.paste_chat"))
    known = next((platform for platform in found if platform in PLATFORMS), "")
    if not known:
        raise InputError(Message("talk.no_chat"), Message("do.give_chat"))
    return known


def _turns(posts: Iterable[Post]) -> Iterator[Turn]:
    """What one person said before another did, as one."""
    lines: list[str] = []
    first: Post | None = None
    number = 0
    for post in posts:
        if first is not None and post.author != first.author:
            number += 1
            yield Turn(number, first.author, "\n".join(lines), first.date)
            lines = []
        if not lines:
            first = post
        lines.append(post.text)
    if first is not None and lines:
        yield Turn(number + 1, first.author, "\n".join(lines), first.date)
