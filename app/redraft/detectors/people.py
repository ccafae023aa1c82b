"""Who: names by their titles, initials, places in a text and lists of names; spaCy's are in ``entities``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from redraft.assets import resource
from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.detectors.vocabulary import known_word
from redraft.detectors.wordlists import given_names, is_name, of_a_way, of_the_calendar, words
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"(?:{_UP}[\w’'‑]{{1,24}}(?:[-‑]{_UP}[\w’']{{1,24}}){{0,2}}|O[’']{_UP}\w{{1,24}})"
_INITIAL = rf"(?:{_UP}\w{{0,2}}\.(?:[-‑ ]?{_UP}\.){{0,3}})"
_SMALL = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|bin|ibn|zu|zum|ter)(?: |-)){0,2}"
_FULL = rf"(?:{_INITIAL} ?|{_PART} ){{0,3}}{_SMALL}(?:{_PART}|{_INITIAL})(?:(?: and | & )(?:{_INITIAL} ?){_PART})?"
_INITIALS = re.compile(rf"(?<![\w.])(?:{_UP}\.[ -]?){{1,3}} ?{_SMALL}{_PART}(?![\w])")
_ONLY_INITIALS = re.compile(rf"(?<![\w.&]){_UP}\.[ -]?{_UP}\.(?:[ -]?{_UP}\.)?(?!\w)")
_DOTTED = re.compile(rf"{_UP}\w{{0,2}}\.")
_FIRM = re.compile(rf"\b{_PART}, {_PART},? (?:and|&) {_PART}\b")
_CAP_RUN = re.compile(rf"(?<![\w@#.]){_PART}(?: (?:{_INITIAL} )?{_SMALL}{_PART}){{0,3}}")
_ANY = re.compile(r"(?<![\w@#./])[^\W\d_]{3,20}(?![\w@]|\.\w)")
_OPENING = re.compile(r"(?m)^[ \t\"“>*-]{0,4}@?([^\W\d_][\w.'’-]{1,38}(?: [^\W\d_a-z][\w.'’-]{1,30}){0,2}) ?: (?=\S)")


@dataclass(frozen=True, slots=True)
class Announcing:
    """How names are announced in a language: ``names.toml``, compiled."""

    title: re.Pattern[str]
    child_initial: re.Pattern[str]
    by: re.Pattern[str]
    lower: re.Pattern[str]
    lower_title: re.Pattern[str]
    label: re.Pattern[str]
    i_am: re.Pattern[str]
    here: re.Pattern[str]
    closing: re.Pattern[str]
    called: re.Pattern[str]
    kin: re.Pattern[str]
    title_words: frozenset[str]
    persons: frozenset[str]
    calling: frozenset[str]
    close: frozenset[str]
    weak_titles: frozenset[str]
    no_names: frozenset[str]
    no_speakers: frozenset[str]


@cache
def _announcing(language: Language) -> Announcing:
    table = language.table("names")
    forms = {"part": _PART, "full": _FULL, "up": _UP}
    notation = Notation(
        {name: form.replace(" ", r"\x20") for name, form in forms.items()}, {"titles": table["titles"]}, table["parts"]
    )  # names stay on one line
    said: dict[str, Any] = {name: notation.compile(one) for name, one in table["patterns"].items()}
    for name in ("title_words", "calling", "weak_titles", "no_names", "no_speakers"):
        said[name] = frozenset(table[name])
    persons = table["parts"]["person"]
    said["persons"] = frozenset((*persons, *(word + "s" for word in persons)))
    said["close"] = words_of(" ".join(table["parts"]["close"])) | {"fiancé", "fiancée", "fiance", "fiancee"}
    return Announcing(**said)


@cache
def _abroad() -> re.Pattern[str]:
    """Somebody names themselves in a language that has no folder."""
    lines = resource("languages", "introductions.txt").read_text(encoding="utf-8").splitlines()
    phrases = any_of(line for line in lines if line and not line.startswith("#"))
    return Notation({"part": _PART}).compile(rf"(?i:\b{phrases})\s({{part}}(?:_{{part}}){{0,2}})")


OWN_NAME = "own_name"
"""Kind of a name that the author goes by; the kind of anybody else's is ``name``."""


class People:
    """Names that need no model to be told."""

    name = "people"
    every_language = True
    tables: tuple[str, ...] = ("names",)

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Marked names first; then names of the lists, the surer the less they are ordinary words."""
        text, known = context.text, _announcing(context.language)
        dotted = _DOTTED.search(text) is not None
        for pattern, group, score, why, worthwhile in (
            (known.title, 0, 0.97, Message("form.title_before"), context.any_capitalised(known.title_words)),
            (_INITIALS, 0, 0.93, Message("form.initials_surname"), dotted),
            (_ONLY_INITIALS, 0, 0.8, Message("form.initials"), dotted),
            (known.child_initial, 1, 0.8, Message("form.initial"), dotted and context.any_of(known.persons)),
            (_FIRM, 0, 0.9, Message("form.surnames"), ", " in text),
        ):
            for m in pattern.finditer(text) if worthwhile else ():
                if _plausible(m.group(group), known, context.language):
                    yield _name(context, m.start(group), m.end(group), score, why)
        yield from _announced(context, known)
        yield from _listed(context)


def _plausible(name: str, known: Announcing, language: Language) -> bool:
    if name.split(maxsplit=1)[0] in known.weak_titles and not is_name(name.split()[1]):
        return False
    if of_the_calendar(language, re.findall(r"[^\W\d_]+", name.casefold())):
        return False
    return name.rsplit(maxsplit=1)[-1].strip(".,").lower() not in known.no_names


def _name(context: Context, start: int, end: int, score: float, why: Message, *, own: bool = False) -> Finding:
    while end > start and context.text[end - 1] in "’'-‑ \u00a0":
        end -= 1
    quote = context.text[start:end]
    if quote.endswith(("’s", "'s")):
        end -= 2
    return identifier(context, start, end, Attribute.NAME, OWN_NAME if own else "name", score, why)


def _announced(context: Context, known: Announcing) -> Iterator[Finding]:
    text = context.text
    if ":" in text or "=" in text:
        for m in known.label.finditer(text):
            yield _name(context, m.start(1), m.end(1), 0.95, Message("form.name_label"), own=True)
        for m in _OPENING.finditer(text):
            first = m[1].split()[0].lower()
            words_ = m[1].split()
            if m.group().lstrip(' \t"“')[:1] in "*-" and m[1][0].islower():
                continue  # an entry of a list
            if first not in known.no_speakers and (
                (len(words_) == 1 and (is_name(first) or re.search(r"[\d_.]", first)))
                or (len(words_) > 1 and is_name(first))
            ):
                yield _name(context, m.start(1), m.end(1), 0.95, Message("form.speaker"), own=True)
    for m in known.by.finditer(text) if "by" in context.words else ():
        if is_name(m[1]) or re.search(r"[\d_.]|[a-z][A-Z]", m[1]):
            yield _name(context, m.start(1), m.end(1), 0.9, Message("form.posted_by"), own=True)
    given = context.any_of(words("given"))
    for m in known.lower.finditer(text) if given else ():
        if m[1] in given_names(context.language):
            yield _name(context, m.start(1), m.end(1), 0.6, Message("form.given_lower_greeted"))
    for m in known.lower_title.finditer(text) if context.any_of(known.title_words) else ():
        if is_name(m[1]) or not known_word(m[1], context.language):
            yield _name(context, m.start(), m.end(), 0.8, Message("form.title_before"))
    ordinary = context.language.words("ordinary")
    for pattern in (known.i_am, known.here, known.closing):
        for m in pattern.finditer(text):
            first, *more = m[1].split()
            # A name that no list has is one all the same where somebody says all of it.
            unlisted = pattern is not known.closing and bool(more) and not known_word(first, context.language)
            if first.lower() not in ordinary and (is_name(first) or unlisted):
                yield _name(context, m.start(1), m.end(1), 0.9, Message("form.names_self"), own=True)
    for m in _abroad().finditer(text):
        yield _name(context, m.start(1), m.end(1), 0.93, Message("form.names_self"), own=True)
    for pattern, gate in ((known.called, known.calling), (known.kin, known.close)):
        for m in pattern.finditer(text) if context.any_of(gate) else ():
            for group in range(1, (m.lastindex or 0) + 1):
                word = m[group].split()[0].lower()
                if word in given_names(context.language) or (
                    m[group][0].isupper() and (is_name(word) or word not in ordinary) and len(word) > 2
                ):
                    yield _name(
                        context,
                        m.start(group),
                        m.start(group) + len(m[group].split()[0]),
                        0.85,
                        Message("form.relative_named"),
                    )


def _listed(context: Context) -> Iterator[Finding]:
    given, sure, surnames = words("given"), given_names(context.language), words("surnames")
    text = context.text
    for m in _CAP_RUN.finditer(text) if context.any_capitalised(given) else ():
        parts = [p.strip(".’'").lower() for p in re.split(r"[ ]", m.group())]
        start, kept = m.start(), m.group()
        while parts and parts[0] not in given and len(parts) > 1:
            cut = kept.index(" ") + 1
            start, kept, parts = start + cut, kept[cut:], parts[1:]
        if of_a_way(context.language, parts):
            continue
        stem = parts[0].removesuffix("’s").removesuffix("'s") if parts else ""
        if stem in sure or (stem in given and len(parts) > 1 and parts[-1] in surnames):
            alone = len(parts) == 1
            yield _name(
                context,
                start,
                start + len(kept),
                0.7 if alone else 0.92,
                Message("form.given_name") if alone else Message("form.full_name"),
            )
    if not context.any_of(sure) or re.match(r"\W*[A-Z]", text) or re.search(r"[.!?]\s+[A-Z]", text):
        return
    for m in _ANY.finditer(text):
        if m.group() in sure and m.group() not in words("cities"):
            sure_here = 0.3 if known_word(m.group(), context.language) or m.group() in words("places") else 0.52
            yield _name(context, m.start(), m.end(), sure_here, Message("form.given_lower"))
