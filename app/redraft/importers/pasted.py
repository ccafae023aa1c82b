"""A chat as people copy it: "Name: words" in a line each, or the heads that messengers put above what they copy."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from redraft.domain.archive import Audience, Kind, Post, Skipped
from redraft.domain.message import Message
from redraft.importers.containers import Entry
from redraft.importers.contract import Options, Part, Platform, post_or_skip
from redraft.importers.generic import text_members, whole_text
from redraft.importers.opening import Member, Source

_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_NAME = r"(?P<name>[^\s:\[\]<>(][^:\n\t]{0,39}?)"
_HEADS = (
    # WhatsApp in a browser: "[14:05, 12/03/2024] Anna: words"
    re.compile(rf"\[{_TIME},? {_DATE}\] {_NAME}: ?(?P<text>.*)$"),
    # Telegram's desktop app: "Anna, [12.03.2024 14:05]", the words below
    re.compile(rf"{_NAME}, \[{_DATE},? {_TIME}\]$"),
    # Discord: "Anna — Today at 14:05", the words below
    re.compile(rf"{_NAME} ?[—–] ?(?:(?:today|yesterday|heute|gestern)\b.{{0,20}}|{_DATE},? ?.{{0,10}}|{_TIME})$", re.I),
    # Slack and others: "Anna  14:05", the words below
    re.compile(rf"{_NAME}\s+\[?{_TIME}\]?$"),
    # "14:05 Anna: words", "<Anna> words"
    re.compile(rf"[\[(]?{_TIME}[\])]? (?:- )?{_NAME}: ?(?P<text>.*)$"),
    re.compile(r"<[ @+]?(?P<name>[^<>\s]{1,40})> ?(?P<text>.*)$"),
)
_PLAIN = re.compile(r"(?P<name>[^\W\d_][^:\n\t/]{0,29}):(?:\s+(?P<text>.*)|)$")
_LONGEST_NAME = 4
"""Words of a name before a plain colon; what is longer is a sentence with a colon in it."""
Said = tuple[str, str]


def open_text(text: str) -> Source:
    """A text that was pasted, as if it were a file by itself."""
    data = text.encode("utf-8", "surrogatepass")
    source = Source()
    source.begin_part()
    source.add(iter([Entry("file", len(data), max(len(data), 1), lambda: io.BytesIO(data), plain=True)]), 0)
    return source


def turns(text: str) -> list[Said]:
    """(name, words) of every message, in their order; empty when the text is no chat. What stands before the first
    head is nobody's, and is left out.
    """
    lines = text.replace("\ufeff", "").splitlines()
    head, names = _head(lines)
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        match = head.match(line.strip()) if head else None
        if match and match["name"].strip() in names:
            found.append((match["name"].strip(), [match.groupdict().get("text") or ""]))
        elif found:
            found[-1][1].append(line)
    return [(name, "\n".join(body).strip()) for name, body in found]


def _head(lines: list[str]) -> tuple[re.Pattern[str] | None, frozenset[str]]:
    """How a message begins in these lines, and whose names stand there."""
    for head in _HEADS:
        names = Counter(match["name"].strip() for line in lines if (match := head.match(line.strip())))
        if names.total() >= 2:
            return head, frozenset(names)
    found = (match for line in lines if (match := _PLAIN.match(line.strip())))
    names = Counter(match["name"].strip() for match in found if len(match["name"].split()) <= _LONGEST_NAME)
    # A word before a colon that comes once is a heading or a turn of phrase, unless nobody speaks twice.
    often = {name for name, count in names.items() if count > 1}
    if len(often) == 1 and len(names) == 2:
        often = set(names)
    speakers = often if len(often) > 1 else set(names) if names.total() <= 4 else set()
    return (_PLAIN, frozenset(speakers)) if len(speakers) > 1 else (None, frozenset())


def _item(said: Said, me: str) -> Post | Skipped:
    name, words = said
    return post_or_skip(Post("", words, None, Kind.MESSAGE, Audience.DIRECT, name == me if me else None, name))


def _parts(source: Source, options: Options) -> Iterator[Part]:
    if not options.me:
        options.note("whose", Message("read.chat_owner"))
    for member in text_members(source):
        yield Part(member, lambda m=member: _said(source, m), lambda said: _item(said, options.me))  # type: ignore[misc]


def _said(source: Source, member: Member) -> Iterator[Said]:
    for text in whole_text(source, member):
        yield from turns(text)


CHAT = Platform("chat", "Chat", lambda source: 0.05 if text_members(source) else 0.0, _parts)
"""Below plain text, so that nobody's notes are taken for a chat unless they are said to be one."""
