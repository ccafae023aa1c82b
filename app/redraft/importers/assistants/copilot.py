"""Microsoft Copilot: the tables of the privacy dashboard, of which there are three forms.

``copilot-activity-history.csv`` has ``Conversation, Time, Author, Message``, the newest row first;
``copilot-chat-activity.csv`` and that of the apps of Microsoft 365 ``CreatedAt, MessageContent, Author, ChatName``;
``windows-apps-copilot-activity-history.csv`` only what was asked: ``Timestamp, ClientApp, Prompt``. None has ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from redraft.domain.archive import Reason, Skipped
from redraft.domain.items import Item
from redraft.importers.assistants.turns import Turn, Who, not_understood, part
from redraft.importers.contract import Options, Part, Platform
from redraft.importers.dates import from_words
from redraft.importers.opening import Member, Source
from redraft.importers.tables import Row, header_of, rows

LABEL = "Microsoft Copilot"
_NAMED = re.compile(r"(^|/)(windows-apps-)?copilot[^/]*\.csv$", re.IGNORECASE)
_FORMS = ("%m/%d/%Y %H:%M:%S %z", "%m/%d/%Y %I:%M:%S %p %z", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p")
_USERS = frozenset({"human", "user", "you"})
_ASSISTANTS = frozenset({"ai", "copilot", "assistant", "bot"})


@dataclass(frozen=True, slots=True)
class _Form:
    """The columns of a table: what was said, when, by whom, in which talk; the last two may not be there."""

    text: str
    date: str
    author: str = ""
    talk: str = ""


_TABLES = (
    _Form("message", "time", "author", "conversation"),
    _Form("messagecontent", "createdat", "author", "chatname"),
    _Form("prompt", "timestamp", talk="clientapp"),
)


def _form(source: Source, member: Member) -> _Form | None:
    columns = set(header_of(source, member))
    return next((one for one in _TABLES if {one.text, one.date, one.author, one.talk} - {""} <= columns), None)


def _looks(source: Source) -> float:
    tables = source.find(r"(\.csv|^file)$")[:200]
    found = [one for member in tables if (one := _form(source, member)) is not None]
    if any(one.author for one in found):
        return 0.96
    return 0.9 if found else 0.7 if any(_NAMED.search(m.name) for m in tables) else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    for member in source.find(r"(\.csv|^file)$"):
        form = _form(source, member)
        if form is not None:
            yield part(member, partial(rows, source, member), partial(_read, form=form, options=options))
        elif _NAMED.search(member.name):
            not_understood(options, LABEL, member.base)


def _read(row: Row, form: _Form, options: Options) -> Turn | Item:
    if form.text not in row:
        return Skipped.because(Reason.MALFORMED)
    author = row.get(form.author, "").strip().lower() if form.author else "user"
    if author not in _USERS | _ASSISTANTS and form is _TABLES[0]:
        not_understood(options, LABEL, "Author")
        return Skipped.because(Reason.MALFORMED)
    who = Who.USER if author in _USERS else Who.ASSISTANT
    return Turn(who, row[form.text], date=from_words(row.get(form.date), _FORMS), talk=row.get(form.talk, ""))


COPILOT = Platform("copilot", LABEL, _looks, _parts, talks=True)
