"""The turns in a value of JSON, whatever lies around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.importers.assistants.speakers import who
from redraft.importers.assistants.turns import Turn, Who, moment, text_of

_ROLES = ("role", "sender", "from", "speaker", "author", "source", "type", "name")
_FLAGS = ("is_user", "isCreatedByUser", "is_human")
_WORDS = ("content", "text", "value", "message", "parts", "mes", "body", "fragments")
_DATES = ("timestamp", "created_at", "createdAt", "create_time", "createTime", "send_date", "date", "time",
          "inserted_at")  # fmt: skip
_IDS = ("id", "uuid", "_id", "messageId", "message_id")
_BEFORE = ("parent", "parentId", "parentUuid", "parent_id", "parentMessageId", "parent_response_id",
           "parent_message_uuid")  # fmt: skip
_NAMES = ("title", "name")
_WRAPS = frozenset({"message", "payload", "response"})
"""Keys under which the turn itself lies, beside its id and date."""
_TEXT_BLOCKS = frozenset({"", "text", "input_text", "output_text", "REQUEST", "RESPONSE"})
_FRAGMENTS = {"REQUEST": Who.USER, "RESPONSE": Who.ASSISTANT}
_INSERTED = re.compile(
    r"\s*<(system-reminder|command-(name|message|args)|local-command-\w+|environment_context|user_instructions"
    r"|permissions instructions|ide_\w+|task-notification|bash-(input|stdout|stderr))\b"
)
"""What coding assistants write into the user's turns."""
DEEPEST = 64


@dataclass(slots=True)
class Seen:
    """How many turns came, and the ids of those that have one: some tools write each twice, as a list and as a tree."""

    count: int = 0
    ids: set[tuple[str, Who, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the objects around a turn say of it."""

    talk: str = ""
    date: datetime | None = None
    id: str = ""
    before: str = ""
    inserted: bool = False


def turns(value: Any, seen: Seen, file: str = "") -> Iterator[Turn | Skipped]:
    """Every turn, in order; what has no id of its own gets one of the file's name and its number."""
    pending: list[tuple[Any, _Around, int]] = [(value, _Around(file), 0)]
    before = f"{file}#{seen.count}"
    while pending:
        here, around, depth = pending.pop()
        if isinstance(here, list):
            pending += [(one, around, depth + 1) for one in reversed(here) if depth < DEEPEST]
        if not isinstance(here, dict):
            continue
        found = _turn(here, around)
        if found is None:
            wrapped = _inside(here, around)
            beside = replace(wrapped, id="", before="")
            inner = [(one, wrapped if key in _WRAPS else beside) for key, one in here.items()]
            pending += [(one, told, depth + 1) for one, told in reversed(inner) if depth < DEEPEST]
        elif found.id and (found.id, found.who, hash(found.text)) in seen.ids:
            if found.who is Who.USER:
                yield Skipped.because(Reason.DUPLICATE)
        else:
            if found.id:
                seen.ids.add((found.id, found.who, hash(found.text)))
            seen.count += 1
            name = found.id or f"{file}#{seen.count}"
            yield replace(found, id=name, follows=found.follows or before)
            before = name


def _inside(here: dict[str, Any], around: _Around) -> _Around:
    """What an object says of the turns in it."""
    name = next((text_of(here[key]) for key in _NAMES if text_of(here.get(key))), "")
    return _Around(
        name if name and who(name) is None else around.talk, _date(here) or around.date,
        _first(here, _IDS) or around.id, _first(here, _BEFORE) or around.before,
        around.inserted or here.get("isMeta") is True,
    )  # fmt: skip


def _turn(here: dict[str, Any], around: _Around) -> Turn | None:
    """The turn that an object is; None when it is none, though there may be turns in it."""
    speaker = _who(here)
    if speaker is None:
        return None
    words = next((text for key in _WORDS if (text := _text(here.get(key))) is not None), None)
    if words is None:
        return None
    if around.inserted or here.get("isMeta") is True or _INSERTED.match(words):
        speaker = Who.NEITHER if speaker is Who.USER else speaker
    return Turn(
        speaker, words, _first(here, _IDS) or around.id, _date(here) or around.date, talk=around.talk,
        follows=_first(here, _BEFORE) or around.before,
    )  # fmt: skip


def _who(here: dict[str, Any]) -> Who | None:
    for key in _FLAGS:
        if isinstance(here.get(key), bool):
            return Who.USER if here[key] else Who.ASSISTANT
    fragments = here.get("fragments")
    if isinstance(fragments, list) and fragments:
        kinds = [_FRAGMENTS.get(text_of(one.get("type"))) for one in fragments if isinstance(one, dict)]
        return next((kind for kind in kinds if kind is not None), Who.NEITHER)
    for key in _ROLES:
        name = here.get(key)
        if isinstance(name, dict):
            name = name.get("role")
        if isinstance(name, str) and (found := who(name)) is not None:
            return found
    # A model's name as the sender, or somebody else's: never the user's.
    return Who.ASSISTANT if any(text_of(here.get(key)) for key in ("role", "sender", "speaker")) else None


def _text(value: Any) -> str | None:
    """The words of a message: a string, or blocks of which only text counts; None for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        inner = value.get("parts", value.get("text"))
        return _text(inner) if inner is not None and "role" not in value else None
    if not isinstance(value, list) or not all(isinstance(one, str | dict) for one in value):
        return None
    said = []
    for one in value:
        if isinstance(one, str):
            said.append(one)
        elif text_of(one.get("type")) in _TEXT_BLOCKS:
            said.append(text_of(one.get("text")) or text_of(one.get("content")))
    return "\n\n".join(text for text in said if text.strip() and not _INSERTED.match(text))


def _date(here: dict[str, Any]) -> datetime | None:
    values = [here.get(key) for key in _DATES]
    plain = [v["$date"] if isinstance(v, dict) and "$date" in v else v for v in values]
    return moment(*(v.get("$numberLong") if isinstance(v, dict) else v for v in plain))


def _first(here: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(here[key]) for key in keys if isinstance(here.get(key), str | int) and here[key] != ""), "")
