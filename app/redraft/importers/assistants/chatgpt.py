"""ChatGPT: ``conversations.json`` whole or in numbered files, ``chat.html`` as exported and as a browser saved it.

Not documented by OpenAI. Forms as real exports and their readers have them: a talk is a tree (``mapping``) in which
edited questions are branches of their own; exports of early 2023 list ``messages``; those since 2026 come in files
``conversations-000.json`` and so on. What it remembered are messages to the tool ``bio`` and the context
``model_set_context``; what the user told it of themselves, ``user_editable_context``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from redraft.domain.archive import Concluded, Kind, Reason, Skipped
from redraft.domain.items import Item
from redraft.importers.assistants import chatgpt_page
from redraft.importers.assistants.remembered import remembered
from redraft.importers.assistants.turns import Turn, Who, files_left, listed, moment, not_understood, part, text_of
from redraft.importers.contract import BAD_RECORD, BrokenEnd, Options, Part, Platform
from redraft.importers.json_records import FromArray
from redraft.importers.opening import Member, Source
from redraft.importers.resync import Records

LABEL = "ChatGPT"
_NAMED = re.compile(r"(^|/)conversations(-\d+)?\.json$", re.IGNORECASE)
_BESIDE = re.compile(
    r"(^|/)(message_feedback|shared_conversations|model_comparisons|conversation_asset_file_names)\.json$", re.I
)
_TREE = re.compile(rb'"mapping"\s*:\s*\{')
_NOT_HERS = re.compile(rb'"(inserted_at|chat_messages)"\s*:')
"""DeepSeek's trees and Claude's talks."""
_FENCED = re.compile(r"```(.*?)```", re.DOTALL)
_SPOKEN, _ASSETS = "audio_transcription", ("asset_pointer", "image_url", "file")
_HIDDEN = frozenset({"app_pairing_content", "system_error", "citable_code_output", "computer_initialize_state"})


@dataclass(frozen=True, slots=True)
class _Raw:
    """A message with the talk that it stands in, and the turn of the assistant that it follows."""

    message: Any
    talk: dict[str, Any]
    follows: str = ""


def _is_tree(source: Source, member: Member) -> bool:
    head = source.head(member)
    return _TREE.search(head) is not None and _NOT_HERS.search(head) is None


def _members(source: Source) -> list[Member]:
    named = {m.number: m for m in source.find(r"(\.json|^file)$") if _is_tree(source, m)}
    if any(_BESIDE.search(m.name) for m in source.members):  # whatever their shape is by now
        named |= {m.number: m for m in source.members if _NAMED.search(m.name)}
    return [named[number] for number in sorted(named)]


def _looks(source: Source) -> float:
    members = source.find(r"(\.json|^file)$")[:200]
    if any(_is_tree(source, m) for m in members) or chatgpt_page.members(source):
        return 0.96
    beside = any(_BESIDE.search(m.name) for m in source.members)
    return 0.9 if beside and any(_NAMED.search(m.name) for m in source.members) else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    talks = _members(source)
    for member in talks:
        yield _part(source, member, options)
    if talks:  # the page holds the same once more
        return
    for member in chatgpt_page.members(source):
        if chatgpt_page.holds_data(source, member):
            yield _part(source, member, options, page=True)
        else:
            yield part(member, partial(chatgpt_page.raws, source, member), chatgpt_page.turn)


def _part(source: Source, member: Member, options: Options, *, page: bool = False) -> Part:
    return part(member, lambda: _messages(_talks(source, member, page=page), options), partial(_read, options=options))


def _talks(source: Source, member: Member, *, page: bool) -> Iterator[Any]:
    if page:
        with source.open(member) as stream:
            yield from Records(FromArray(stream, chatgpt_page.DATA), "")
    else:
        yield from listed(source, member)


def _messages(talks: Iterator[Any], options: Options) -> Iterator[Any]:
    """Every message of every talk, those before it first; a talk that cannot be understood is one broken record.

    What the user said of themselves stands in every talk again, and counts once.
    """
    told: set[str] = set()
    for talk in talks:
        if isinstance(talk, BrokenEnd):
            yield talk
            continue
        try:
            raws = list(_tree(talk))
        except BAD_RECORD:
            yield BrokenEnd()
            continue
        if not raws and not (isinstance(talk, dict) and isinstance(talk.get("mapping"), dict)):
            not_understood(options, LABEL, "mapping")
            yield BrokenEnd()
        for raw in raws:
            about = _about_user(raw.message)
            yield Skipped.because(Reason.DUPLICATE) if about and about in told else raw
            told.add(about)
            yield from _memories(raw.message)


def _tree(talk: dict[str, Any]) -> Iterator[_Raw]:
    """The messages of a talk from its first turn on, branch after branch; orphans and circles come last."""
    mapping = talk.get("mapping")
    if not isinstance(mapping, dict) and "content" in talk and ("role" in talk or "author" in talk):
        yield _Raw(talk, {})  # saved from a talk of which another message is broken
        return
    if not isinstance(mapping, dict):
        listed = talk.get("messages") or talk.get("linear_conversation")
        before = ""
        for one in listed if isinstance(listed, list) else ():
            message = one.get("message", one) if isinstance(one, dict) else one
            yield _Raw(message, talk, before)
            before = _id_of_answer(message) or before
        return
    pending = [(name, "") for name, node in reversed(mapping.items()) if _parent(node) not in mapping]
    pending[:0] = [(name, "") for name in reversed(mapping)]  # taken last, and passed over where they were seen
    seen: set[str] = set()
    while pending:
        name, before = pending.pop()
        if name in seen or name not in mapping:
            continue
        seen.add(name)
        node = mapping[name]
        message = node.get("message") if isinstance(node, dict) else node
        if message is not None:
            yield _Raw(message, talk, before)
            before = _id_of_answer(message) or before
        children = node.get("children") if isinstance(node, dict) else None
        names = [c for c in children if isinstance(c, str)] if isinstance(children, list) else []
        pending += [(child, before) for child in reversed(names)]


def _parent(node: Any) -> Any:
    parent = node.get("parent") if isinstance(node, dict) else None
    return parent if isinstance(parent, str) else None


def _id_of_answer(message: Any) -> str:
    """The id of a message that the assistant said to the user; empty for any other."""
    try:
        said = _role(message) == "assistant" and message.get("recipient") in {None, "all"} and _words(message)
        return str(message["id"]) if said else ""
    except BAD_RECORD:
        return ""


def _role(message: dict[str, Any]) -> str:
    author = message.get("author")
    return text_of(author.get("role")) if isinstance(author, dict) else text_of(message.get("role") or author)


def _content(message: dict[str, Any]) -> dict[str, Any]:
    content = message.get("content")
    return content if isinstance(content, dict) else {"content_type": "text", "parts": [content]}


def _words(message: dict[str, Any]) -> str:
    """What stands in a message as text, spoken words included."""
    content = _content(message)
    said = [text_of(content.get("text"))]
    parts = content.get("parts")
    for one in parts if isinstance(parts, list) else ():
        if isinstance(one, dict) and one.get("content_type", _SPOKEN) == _SPOKEN:
            said.append(text_of(one.get("text")))
        elif not isinstance(one, dict):
            said.append(text_of(one))
    return "\n\n".join(text for text in said if text.strip())


def _about_user(message: Any) -> str:
    """What the user told of themselves for all talks; empty for any other message.

    The vendor wraps it in a sentence of its own, and puts its own notes (the time zone, the date) beside it.
    """
    try:
        content, metadata = _content(message), message.get("metadata") or {}
        own = metadata.get("user_context_message_data")
        if isinstance(own, dict):
            texts = [text_of(own.get("about_user_message")), text_of(own.get("about_model_message"))]
        elif content.get("content_type") == "user_editable_context":
            texts = [_inside(text_of(content.get(key))) for key in ("user_profile", "user_instructions")]
        else:
            return ""
    except BAD_RECORD:
        return ""
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _inside(wrapped: str) -> str:
    if fenced := _FENCED.findall(wrapped):
        return "\n".join(fenced)
    return "" if "the user" in wrapped.lower() else wrapped


def _read(raw: Any, options: Options) -> Turn | Item | None:
    if not isinstance(raw, _Raw):
        return raw if isinstance(raw, Skipped | Concluded) else Skipped.because(Reason.MALFORMED)
    message = raw.message
    role, content = _role(message), _content(message)
    sort = text_of(content.get("content_type")) or "text"
    if about := _about_user(message):
        return _turn(raw, about, Kind.PROFILE)
    if role == "assistant" or sort == "model_editable_context":
        return _turn(raw, _words(message), who=Who.ASSISTANT)
    if role in {"system", "tool", "developer", "critic", "discriminator"}:
        return Turn(Who.NEITHER)
    metadata = message.get("metadata") or {}
    if sort in _HIDDEN or sort == "user_editable_context" or metadata.get("is_visually_hidden_from_conversation"):
        return Turn(Who.NEITHER)
    if role != "user":
        not_understood(options, LABEL, f"author.role: {role}" if role else "author.role")
        return Skipped.because(Reason.MALFORMED)
    if sort not in {"text", "multimodal_text", "code"}:
        not_understood(options, LABEL, f"content_type: {sort}")
        return Skipped.because(Reason.MALFORMED)
    _tell_beside(content, metadata, options)
    return _turn(raw, _words(message))


def _tell_beside(content: dict[str, Any], metadata: dict[str, Any], options: Options) -> None:
    """Name the parts of a message that are no words: pictures are known, files are left, others are not known."""
    if metadata.get("attachments"):
        files_left(options)
    parts = content.get("parts")
    for one in parts if isinstance(parts, list) else ():
        sort = text_of(one.get("content_type")) if isinstance(one, dict) else ""
        if sort and sort != _SPOKEN and not any(name in sort for name in _ASSETS):
            not_understood(options, LABEL, f"content_type: {sort}")


def _turn(raw: _Raw, text: str, kind: Kind = Kind.MESSAGE, who: Who = Who.USER) -> Turn:
    message, talk = raw.message, raw.talk
    name = str(talk.get("conversation_id") or talk.get("id") or "")
    date = moment(message.get("create_time"), talk.get("create_time"))
    return Turn(
        who, text, str(message.get("id") or ""), date, kind, text_of(talk.get("title")),
        f"https://chatgpt.com/c/{name}" if name and kind is Kind.MESSAGE else "", raw.follows,
    )  # fmt: skip


def _memories(message: Any) -> Iterator[Concluded]:
    """What a message has the assistant remember of its user; nothing for any other message."""
    if not isinstance(message, dict):
        return
    content = _content(message)
    if content.get("content_type") == "model_editable_context":
        yield from remembered(text_of(content.get("model_set_context")), LABEL)
    elif _role(message) == "assistant" and message.get("recipient") == "bio":
        yield from remembered(_words(message), LABEL)


CHATGPT = Platform("chatgpt", LABEL, _looks, _parts, talks=True)
