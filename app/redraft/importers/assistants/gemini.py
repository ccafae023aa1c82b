"""Gemini, earlier Bard: "My Activity" of Google's Takeout, as JSON or as HTML, in any language.

An entry is one question with its answer, the newest first; folders, files and the verb before the question
("Prompted", "Eingegebener Prompt:") are in the language of the account, so entries are known by the product's name and
the address of the talk. What Takeout calls "Gemini" itself holds settings and no talks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from redraft.domain.archive import Reason, Skipped
from redraft.domain.items import Item
from redraft.domain.message import Message
from redraft.importers.assistants.gemini_page import Entry, entries
from redraft.importers.assistants.turns import Turn, Who, files_left, moment, not_understood, part, text_of
from redraft.importers.assistants.verbs import Verbs
from redraft.importers.contract import BrokenEnd, Options, Part, Platform, careful
from redraft.importers.json_records import items
from redraft.importers.opening import Member, Source

LABEL = "Gemini (Google Takeout)"
_PRODUCT = re.compile(rb'"(header|products)"\s*:\s*\[?\s*"[^"]{0,40}(Gemini|Bard)')
_ADDRESS = re.compile(rb'"(titleUrl|url)"\s*:\s*"https://(gemini|bard)\.google\.com/')
_ENTRY = re.compile(rb'"(title|time|products)"\s*:')
_CELL = re.compile(rb'class="header-cell[^<>]{0,200}>\s{0,20}(?:<p[^<>]{0,200}>)?[^<]{0,30}(?:Gemini|Bard)[^<]{0,30}<')
_SETTINGS = re.compile(r"(^|/)gemini_(gems|scheduled_actions)_data\.html$", re.IGNORECASE)
_LOOKED_AT = 400
"""Entries from which the verb before a question is learnt."""
_TALK = re.compile(r"https://(?:gemini|bard)\.google\.com/\S{1,200}")
_ASKED = frozenset({"request", "prompt"})


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry, in whichever form it came: its line, whether there is an answer, when, where and with what files."""

    line: str
    answered: bool
    date: Any = None
    url: str = ""
    files: bool = False


def _is_log(source: Source, member: Member) -> bool:
    head = source.head(member)
    named = _PRODUCT.search(head) is not None or _ADDRESS.search(head) is not None
    return named and len(set(_ENTRY.findall(head))) >= 2


def _is_page(source: Source, member: Member) -> bool:
    return _CELL.search(source.head(member)) is not None or b"outer-cell" in source.head(member)


def _pages(source: Source) -> list[Member]:
    """Pages of any product look alike, and their heads are long: the cells themselves say whose they are."""
    found = source.find(r"(\.html?|^file)$")[:400]
    return [m for m in found if _is_page(source, m) and next(entries(source, m, only_first=True), None) is not None]


def _looks(source: Source) -> float:
    if any(_is_log(source, m) for m in source.find(r"(\.json|^file)$")[:400]):
        return 0.95
    if _pages(source):
        return 0.93
    return 0.6 if any(_SETTINGS.search(m.name) for m in source.members) else 0.0


def _parts(source: Source, options: Options) -> Iterator[Part]:
    logs = [m for m in source.find(r"(\.json|^file)$") if _is_log(source, m)]
    for member in logs:
        yield _part(source, member, options, lambda m=member: _of_log(source, m, options))
    pages = [] if logs else _pages(source)
    for member in pages:
        yield _part(source, member, options, lambda m=member: _of_page(source, m))
    if not logs and not pages and any(_SETTINGS.search(m.name) for m in source.members):
        options.note("gemini-settings", Message("read.gemini_settings"))


def _part(source: Source, member: Member, options: Options, raws: Any) -> Part:
    known: list[Verbs] = []

    def read(raw: Any) -> Turn | Item:
        if not known:
            first = islice(careful(Part(member, raws, lambda _raw: None), Options()), _LOOKED_AT)
            known.append(Verbs.of([one.line for one in first if isinstance(one, _Raw) and one.answered]))
        return _read(raw, known[0], options)

    return part(member, raws, read)


def _of_log(source: Source, member: Member, options: Options) -> Iterator[Any]:
    for entry in items(source, member, "item"):
        if not isinstance(entry, dict):
            yield BrokenEnd()
        elif _is_hers(entry):
            yield _entry(entry, options)


def _is_hers(entry: dict[str, Any]) -> bool:
    """False for what another product wrote into the same file."""
    products = entry.get("products")
    named = [entry.get("header"), *(products if isinstance(products, list) else [products])]
    known = [name for name in named if isinstance(name, str)]
    return not known or any("Gemini" in name or "Bard" in name for name in known) or bool(_address(entry))


def _address(entry: dict[str, Any]) -> str:
    details = entry.get("details")
    listed = [d for d in details if isinstance(d, dict)] if isinstance(details, list) else []
    urls = [text_of(entry.get("titleUrl")), *(text_of(d.get("url")) for d in listed)]
    return next((url for url in urls if _TALK.match(url)), "")


def _entry(entry: dict[str, Any], options: Options) -> Any:
    line = entry.get("title")
    if not isinstance(line, str):
        not_understood(options, LABEL, "title")
        return BrokenEnd()
    answers, details = entry.get("safeHtmlItem"), entry.get("details")
    for one in details if isinstance(details, list) else ():  # an older form has the question here
        if isinstance(one, dict) and text_of(one.get("name")).lower() in _ASKED and one.get("value"):
            line = text_of(one["value"])
    return _Raw(line, bool(answers), entry.get("time"), _address(entry), bool(entry.get("attachedFiles")))


def _of_page(source: Source, member: Member) -> Iterator[Any]:
    for one in entries(source, member):
        yield _Raw(one.line, one.answered, one.date, one.url, one.files) if isinstance(one, Entry) else one


def _read(raw: Any, verbs: Verbs, options: Options) -> Turn | Item:
    if not isinstance(raw, _Raw):
        return Skipped.because(Reason.MALFORMED)
    asked = verbs.asked(raw.line, answered=raw.answered)
    if asked is None:
        return Turn(Who.NEITHER)
    if raw.files:
        files_left(options)
    when = moment(raw.date)
    return Turn(Who.USER, asked, f"{when:%Y-%m-%dT%H:%M:%SZ}" if when else "", when, url=raw.url)


GEMINI = Platform("gemini", LABEL, _looks, _parts, talks=True)
