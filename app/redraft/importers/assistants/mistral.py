"""Mistral's Le Chat (since 2026 Vibe): a file ``chat-<id>.json`` a talk, a list of messages in any order.

Not documented by Mistral; the form is what readers of real exports expect. ``content`` repeats the text of
``contentChunks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from redraft.domain.archive import Concluded, Reason, Skipped
from redraft.domain.items import Item
from redraft.importers.assistants.remembered import remembered
from redraft.importers.assistants.turns import Turn, Who, files_left, moment, not_understood, part, text_of
from redraft.importers.contract import BrokenEnd, Options, Part, Platform
from redraft.importers.json_records import items, whole
from redraft.importers.opening import Member, Source

LABEL = "Le Chat (Mistral)"
_CHAT = re.compile(rb'"chatId"\s*:')
_MARKS = re.compile(rb'"(contentChunks|reactionDetail|preferenceOver)"\s*:')
_NAMED = re.compile(r"(^|/)chat-[0-9a-f]{8}-[0-9a-f-]{27}\.json$", re.IGNORECASE)
_MEMORY = re.compile(r"(^|/)(user[-_])?memor(y|ies)[^/]*\.json$", re.IGNORECASE)
_OTHER_CHUNKS = frozenset({"tool_call", "reference", "custom_element", "image_url", "image", "file", "document_url"})
_ROLES = {"user": Who.USER, "assistant": Who.ASSISTANT, "system": Who.NEITHER, "tool": Who.NEITHER}


def _is_chat(source: Source, member: Member) -> bool:
    head = source.head(member)
    return _CHAT.search(head) is not None and _MARKS.search(head) is not None


def _members(source: Source) -> list[Member]:
    return [m for m in source.find(r"(\.json|^file)$") if _NAMED.search(m.name) or _is_chat(source, m)]


def _looks(source: Source) -> float:
    members = source.find(r"(\.json|^file)$")[:200]
    if any(_is_chat(source, member) for member in members):
        return 0.96
    return 0.81 if any(_NAMED.search(member.name) for member in members) else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    chats = _members(source)
    for member in chats:
        yield part(member, partial(items, source, member, "item"), partial(_read, options=options))
    for member in source.find(r"\.json$") if chats else ():
        if _MEMORY.search(member.name):
            yield Part(member, partial(_memories, source, member, options), _passed)


def _read(raw: Any, options: Options) -> Turn | Item:
    if isinstance(raw, BrokenEnd):
        return Skipped.because(Reason.MALFORMED)
    who = _ROLES.get(text_of(raw.get("role")))
    if who is None:
        not_understood(options, LABEL, f"role: {text_of(raw.get('role'))}")
        return Skipped.because(Reason.MALFORMED)
    if raw.get("files") and who is Who.USER:
        files_left(options)
    chat = text_of(raw.get("chatId"))
    return Turn(
        who, _words(raw, who, options), text_of(raw.get("id")), moment(raw.get("createdAt")),
        url=f"https://chat.mistral.ai/chat/{chat}" if chat else "", follows=text_of(raw.get("parentId")),
    )  # fmt: skip


def _words(raw: dict[str, Any], who: Who, options: Options) -> str:
    said: list[str] = []
    chunks = raw.get("contentChunks")
    for chunk in chunks if isinstance(chunks, list) else ():
        sort = text_of(chunk.get("type")) if isinstance(chunk, dict) else ""
        if sort == "text":
            said.append(text_of(chunk.get("text")))
        elif sort not in _OTHER_CHUNKS and who is Who.USER:
            not_understood(options, LABEL, f"contentChunks.type: {sort}")
    return "\n".join(one for one in said if one.strip()) or text_of(raw.get("content"))


def _memories(source: Source, member: Member, options: Options) -> Iterator[Any]:
    """Every text of a file of memories, whose form nobody has described."""
    value = whole(source, member)
    pending, found = [value], False
    while pending:
        here = pending.pop()
        if isinstance(here, list):
            pending += reversed(here)
        elif isinstance(here, str):
            found = True
            yield from remembered(here, LABEL)
        elif isinstance(here, dict):
            pending += [here[key] for key in ("memories", "memory", "content", "text", "value") if key in here][::-1]
    if not found and value:
        not_understood(options, LABEL, member.base)


def _passed(raw: Any) -> Item:
    return raw if isinstance(raw, Concluded) else Skipped.because(Reason.MALFORMED)


MISTRAL = Platform("mistral", LABEL, _looks, _parts, talks=True)
