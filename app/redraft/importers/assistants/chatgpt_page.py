"""ChatGPT's ``chat.html``: the data itself in a script, or the page as a browser drew and saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from redraft.domain.archive import Kind
from redraft.importers.assistants.turns import Turn, Who
from redraft.importers.bounds import read_up_to
from redraft.importers.markup import to_text
from redraft.importers.opening import Member, Source

DATA = rb"\bjsonData\s{0,8}=\s{0,8}\["
"""Where the list of all talks begins."""
_LIMIT = 64 << 20
_TALK = re.compile(r'<div[^<>]{0,80}class="conversation"[^<>]{0,80}>')
_NAME = re.compile(r"<h4[^<>]{0,80}>([^<]{0,300})</h4>")
_MESSAGE = re.compile(r'<(pre|div)[^<>]{0,80}class="message"[^<>]{0,80}>')
_AUTHOR = re.compile(r'<div[^<>]{0,80}class="author"[^<>]{0,80}>([^<]{0,80})</div>')
_DRAWN = re.compile(rb'class="(conversation|message|author)"')
_USERS = frozenset({"user", "you"})
_ABOUT = "custom user info"
Drawn = tuple[str, str, str]
"""The name of a talk, who speaks, and what follows as HTML."""


def holds_data(source: Source, member: Member) -> bool:
    """Whether the page has the data of the talks in it, as an export does."""
    return re.search(DATA, source.head(member)) is not None


def members(source: Source) -> list[Member]:
    """The pages of an archive that hold talks, in either form."""
    found = []
    for member in source.find(r"(\.html?|^file)$")[:200]:
        drawn = b"ChatGPT" in source.head(member) and len(set(_DRAWN.findall(source.head(member)))) == 3
        if drawn or (holds_data(source, member) and b'"mapping"' in source.head(member)):
            found.append(member)
    return found


def raws(source: Source, member: Member) -> Iterator[Drawn]:
    """Each message of a page that was drawn."""
    with source.open(member) as stream:
        page = read_up_to(stream, _LIMIT).decode("utf-8-sig", "replace")
    starts = [found.end() for found in _TALK.finditer(page)] + [len(page)]
    for start, end in pairwise(starts):
        yield from _messages(page[start:end])


def _messages(talk: str) -> Iterator[Drawn]:
    named = _NAME.search(talk, 0, 2_000)
    name = to_text(named[1]) if named else ""
    starts = [found.end() for found in _MESSAGE.finditer(talk)] + [len(talk)]
    for start, end in pairwise(starts):
        message = talk[start:end]
        author = _AUTHOR.search(message, 0, 1_000)
        yield name, to_text(author[1]).lower() if author else "", message[author.end() :] if author else message


def turn(raw: Drawn) -> Turn:
    """Whose words they are; what the user told of themselves stands under a name of its own."""
    name, author, said = raw
    text = _before_next(said)
    if author == _ABOUT:
        return Turn(Who.USER, text, kind=Kind.PROFILE)
    return Turn(Who.USER if author in _USERS else Who.ASSISTANT, text, talk=name)


def _before_next(said: str) -> str:
    """The text of a message without what stands behind the last closing tag of it."""
    return to_text(said.rpartition("</pre>")[0] or said)
