"""Talks as other tools write them: JSON of any nesting, JSON lines, Markdown and text with a speaker over each turn.

No list of tools could be complete, and most write the same things under a few names: an object with a role and words
is a turn, wherever it lies. So are read, among others, OpenAI's ``messages``, ShareGPT, Open WebUI, LibreChat,
LM Studio, AI Studio, SillyTavern, DeepSeek, Grok, and the logs of coding assistants.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.domain.items import Item
from redraft.importers.assistants import markdown
from redraft.importers.assistants.objects import Seen, turns
from redraft.importers.assistants.turns import Turn, not_understood, part
from redraft.importers.contract import BAD_RECORD, BrokenEnd, Options, Part, Platform
from redraft.importers.generic import jsonl_members, lines
from redraft.importers.json_records import items, whole
from redraft.importers.opening import Member, Source

LABEL = "Talks with assistants"
_USER = re.compile(
    rb'"(role|sender|from|speaker|author|type|source)"\s*:\s*"(user|human|you|User|Human|USER|HUMAN|REQUEST)"'
    rb'|"(is_user|isCreatedByUser|is_human)"\s*:\s*(true|false)|"type"\s*:\s*"REQUEST"'
)
_WORDS = re.compile(rb'"(content|text|value|message|parts|mes|fragments|payload|chunks)"\s*:')
_OWN = re.compile(rb'"(chat_messages|contentChunks|orderedItems|personal_information)"\s*:')
"""Files of vendors that have an importer of their own."""


def _is_talk(source: Source, member: Member) -> bool:
    head = source.head(member)
    return _USER.search(head) is not None and _WORDS.search(head) is not None and _OWN.search(head) is None


def _is_lines(source: Source, member: Member) -> bool:
    return member.name.lower().endswith((".jsonl", ".ndjson")) or bool(jsonl_members(source, [member]))


def _looks(source: Source) -> float:
    if any(_is_talk(source, m) for m in source.find(r"(\.(jsonl?|ndjson)|^file)$")[:200]):
        return 0.85
    texts = source.find(markdown.NAMED)[:200]
    talks = sum(markdown.is_talk(source, m) for m in texts)
    return 0.85 if 2 * talks > len(texts) else 0.45 if talks else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    taken: set[int] = set()
    for member in source.find(r"(\.(jsonl?|ndjson)|^file)$"):
        if _is_talk(source, member):
            taken.add(member.number)
            yield part(member, partial(_raws, source, member, options), _passed)
    for member in source.find(markdown.NAMED):
        if member.number not in taken and markdown.is_talk(source, member):
            yield part(member, partial(markdown.turns, source, member), _passed)


def _passed(raw: Any) -> Turn | Item:
    return raw if isinstance(raw, Turn | Skipped) else Skipped.because(Reason.MALFORMED)


def _raws(source: Source, member: Member, options: Options) -> Iterator[Any]:
    """Every turn of a file, each value of its list or line by itself; one without any is named."""
    seen, found = Seen(), False
    for value in _values(source, member):
        if isinstance(value, BrokenEnd):
            yield value
            continue
        try:
            for one in turns(value, seen, member.base):
                found = True
                yield one
        except BAD_RECORD:
            yield BrokenEnd()
    if not found:
        not_understood(options, LABEL, member.base)


def _values(source: Source, member: Member) -> Iterator[Any]:
    if _is_lines(source, member):
        for line in lines(source, member):
            try:
                yield json.loads(line)
            except BAD_RECORD:
                yield BrokenEnd()
    elif source.head(member).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        yield from items(source, member, "item")
    else:
        yield whole(source, member)


TRANSCRIPTS = Platform("transcripts", LABEL, _looks, _parts, talks=True)
