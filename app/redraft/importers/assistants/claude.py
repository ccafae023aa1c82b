"""Claude: ``conversations.json``, ``projects.json`` or a file a project, ``memories.json`` or a file an account.

Not documented by Anthropic. Forms as real exports and their readers have them: until 2026 one zip with all of them,
since then a zip for each, in numbered parts. A message has its words twice: ``content`` in blocks, which hold, and
``text``, where blocks that cannot be shown are replaced by a sentence of the vendor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from redraft.domain.archive import Concluded, Kind, Reason, Skipped
from redraft.domain.items import Item
from redraft.importers.assistants.remembered import ABOUT, remembered
from redraft.importers.assistants.turns import Turn, Who, files_left, listed, moment, not_understood, part, text_of
from redraft.importers.contract import BAD_RECORD, BrokenEnd, Options, Part, Platform
from redraft.importers.opening import Member, Source

LABEL = "Claude"
_TALKS = re.compile(rb'"chat_messages"\s*:')
_PROJECT = re.compile(rb'"(prompt_template|is_starter_project)"\s*:')
_MEMORY = re.compile(rb'"(conversations_memory|project_memories|memory_files)"\s*:')
_KINDS = (_TALKS, _PROJECT, _MEMORY)
_NOT_READ = re.compile(r"(^|/)(design_chats|reflections)(/|[^/]*\.json$)", re.IGNORECASE)
_OTHER_BLOCKS = frozenset(
    {"thinking", "redacted_thinking", "tool_use", "tool_result", "token_budget", "image", "document", "file", "flag"}
)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A message with the talk that it stands in, and the message before it."""

    message: Any
    talk: dict[str, Any]
    before: str = ""


def _kind(source: Source, member: Member) -> re.Pattern[bytes] | None:
    """Which of the three kinds of files it is; the first by its place, since a talk may be about any of them."""
    head = source.head(member)
    found = [(at.start(), number) for number, kind in enumerate(_KINDS) if (at := kind.search(head))]
    return _KINDS[min(found)[1]] if found else None


def _looks(source: Source) -> float:
    kinds = {_kind(source, member) for member in source.find(r"(\.json|^file)$")[:200]} - {None}
    return 0.97 if _TALKS in kinds else 0.9 if kinds else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"(\.json|^file)$"):
        kind = _kind(source, member)
        if kind is _TALKS:
            yield part(
                member,
                lambda m=member: _messages(listed(source, m), options),  # type: ignore[misc]
                partial(_read, options=options),
            )
        elif kind is _PROJECT:
            yield part(member, lambda m=member: listed(source, m), partial(_project, options=options))  # type: ignore[misc]
        elif kind is _MEMORY:
            yield Part(member, lambda m=member: _memories(listed(source, m), options), _passed)  # type: ignore[misc]
        elif _NOT_READ.search(member.name):
            not_understood(options, LABEL, _NOT_READ.search(member.name)[2])  # type: ignore[index]


def _passed(raw: Any) -> Item:
    return raw if isinstance(raw, Concluded) else Skipped.because(Reason.MALFORMED)


def _messages(talks: Iterator[Any], options: Options) -> Iterator[Any]:
    for talk in talks:
        listed = talk.get("chat_messages") if isinstance(talk, dict) else None
        if isinstance(talk, dict) and "sender" in talk:  # saved from a talk of which another message is broken
            yield _Raw(talk, {})
            continue
        if not isinstance(listed, list):
            if not isinstance(talk, BrokenEnd):
                not_understood(options, LABEL, "chat_messages")
            yield BrokenEnd()
            continue
        before = ""
        for message in listed:
            yield _Raw(message, talk, before)
            before = text_of(message.get("uuid")) if isinstance(message, dict) else ""


def _read(raw: Any, options: Options) -> Turn | Item:
    if not isinstance(raw, _Raw):
        return Skipped.because(Reason.MALFORMED)
    message, talk = raw.message, raw.talk
    sender = message.get("sender")
    if sender not in {"human", "assistant"}:
        not_understood(options, LABEL, f"sender: {text_of(sender)}")
        return Skipped.because(Reason.MALFORMED)
    who = Who.USER if sender == "human" else Who.ASSISTANT
    if who is Who.USER and (message.get("attachments") or message.get("files")):
        files_left(options)
    name = text_of(talk.get("uuid"))
    return Turn(
        who, _words(message, options), text_of(message.get("uuid")),
        moment(message.get("created_at"), talk.get("created_at")),
        talk=text_of(talk.get("name")),
        url=f"https://claude.ai/chat/{name}" if name else "",
        follows=text_of(message.get("parent_message_uuid")) or raw.before,
    )  # fmt: skip


def _words(message: dict[str, Any], options: Options) -> str:
    blocks = message.get("content")
    said: list[str] = []
    for block in blocks if isinstance(blocks, list) else ():
        sort = block.get("type") if isinstance(block, dict) else None
        if sort == "text":
            said.append(text_of(block.get("text")))
        elif sort not in _OTHER_BLOCKS and message.get("sender") == "human":
            not_understood(options, LABEL, f"content.type: {text_of(sort)}")
    text = "\n\n".join(one for one in said if one.strip())
    return text or ("" if isinstance(blocks, list) and said else text_of(message.get("text")))


def _project(raw: Any, options: Options) -> Turn | Item:
    """What the user wrote about a project, and how they want to be answered in it."""
    if raw.get("is_starter_project"):
        return Turn(Who.NEITHER)
    if raw.get("docs"):
        files_left(options)
    said = [text_of(raw.get(key)) for key in ("name", "description", "prompt_template")]
    text = "\n\n".join(one.strip() for one in said if one.strip())
    return Turn(Who.USER, text, text_of(raw.get("uuid")), moment(raw.get("created_at")), Kind.PROFILE)


def _memories(values: Iterator[Any], options: Options) -> Iterator[Any]:
    for value in values:
        try:
            kept = list(_memory(value))
        except BAD_RECORD:
            not_understood(options, LABEL, "memories.json")
            yield BrokenEnd()
            continue
        yield from kept


def _memory(value: dict[str, Any]) -> Iterator[Concluded]:
    yield from remembered(text_of(value.get("conversations_memory")), LABEL)
    for text in (value.get("project_memories") or {}).values():
        yield from remembered(text_of(text), LABEL)
    for file in value.get("memory_files") or ():
        stem = text_of(file.get("path")).rpartition("/")[2].rpartition(".")[0]
        yield from remembered(text_of(file.get("content")), LABEL, stem or ABOUT)


CLAUDE = Platform("claude", LABEL, _looks, _parts, talks=True)
