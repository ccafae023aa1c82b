"""Invented names in an answer: whole, shortened, bent as grammar bends them, in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from redraft.domain.stand_ins import CODES, Form, Kind, Role, StandIn, StandIns, Style
from redraft.domain.text import Span
from redraft.usecases.masking import tables
from redraft.usecases.masking.hits import Hit, bent
from redraft.usecases.masking.scrambling import squeezed

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\u00a0.,’'‑/-]{0,3}")
_INITIAL = re.compile(r"(?<!\w)([^\W\d_])(\.[ \u00a0]?)$")
_CODE_GAP = re.compile(r"[\s\u00a0().,/:@_+‑–-]{0,4}")
_LEAST_BENT, _LEAST_DOUBTED, _LEAST_CODE = 4, 6, 4
"""Letters of a name from which it is told with an ending, with one letter wrong; of a code within other text."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    entry: StandIn
    form: Form
    shown: str


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    low: str


def read_names(text: str, stand_ins: StandIns) -> Iterator[Hit]:
    """Every invented name and code in a text."""
    entries = [one for one in stand_ins.entries if one.style is Style.NAMES]
    if not entries:
        return
    yield from _codes(text, [one for one in entries if one.kind in CODES])
    phrases: dict[str, list[_Phrase]] = {}
    for one in entries:
        for phrase in _phrases(one) if one.kind not in CODES else ():
            phrases.setdefault(phrase.words[0], []).append(phrase)
    for several in phrases.values():
        several.sort(key=lambda phrase: -len(phrase.words))
    tokens = [_Word(Span(*m.span()), m.group(), tables.folded(m.group())) for m in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        hit, used = _at(text, tokens, at, phrases)
        if hit is not None:
            yield hit
        at += used
    yield from _doubted(tokens, phrases, stand_ins)


def _phrases(one: StandIn) -> Iterator[_Phrase]:
    for form in one.forms:
        also = tables.also_called().get(form.shown, ()) if one.kind is Kind.COUNTRY else ()
        for shown in (form.shown, *also):
            words = tuple(tables.folded(m.group()) for m in _TOKEN.finditer(shown))
            if words:
                yield _Phrase(words, one, form, shown)


def _at(text: str, tokens: list[_Word], at: int, phrases: dict[str, list[_Phrase]]) -> tuple[Hit | None, int]:
    """What stands at a word, and how many words it takes."""
    first = tokens[at]
    for phrase in phrases.get(first.low, ()):
        end = at + len(phrase.words)
        said = tokens[at:end]
        if tuple(one.low for one in said) != phrase.words or not _close(text, said):
            continue
        span = Span(first.span.start, said[-1].span.end)
        return _named(text, span, phrase, phrases.get(first.low, ())), len(phrase.words)
    last = _bent(text, tokens, at, phrases)
    return (last, 1) if last is not None else (None, 1)


def _close(text: str, said: list[_Word]) -> bool:
    return all(_GAP.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(said))


def _named(text: str, span: Span, phrase: _Phrase, rivals: list[_Phrase] | tuple[_Phrase, ...]) -> Hit:
    """The real name; of forms that differ in their letters' case alone the one that is written so."""
    said = text[span.start : span.end]
    same = [one.form for one in rivals if one.words == phrase.words and one.entry is phrase.entry]
    exact = next((form for form in same if form.shown == said), None)
    form = exact or phrase.form
    new = form.real if exact else _ending_as(_cased(form.real, said, form.shown), said, form.shown)
    given = phrase.entry.form(Role.GIVEN)
    initial = _INITIAL.search(text, max(0, span.start - 4), span.start)
    if phrase.form.role is Role.SURNAME and given is not None and initial and initial[1] == given.shown[:1]:
        return Hit(Span(initial.start(), span.end), given.real[:1] + initial[2] + new)
    return Hit(span, new)


def _cased(real: str, said: str, shown: str) -> str:
    if said.isupper() and not shown.isupper() and len(said) > 1:
        return real.upper()
    return real.lower() if said.islower() and not shown.islower() else real


def _ending_as(real: str, said: str, shown: str) -> str:
    """A name with the last vowel that an answer has: an accusative such as "Clarą" differs by its accent alone."""
    bent_vowel = said[-1:].casefold() != shown[-1:].casefold() and said[-1:] in tables.endings()[1]
    return real[:-1] + said[-1] if bent_vowel and real.endswith("a") else real


def _bent(text: str, tokens: list[_Word], at: int, phrases: dict[str, list[_Phrase]]) -> Hit | None:
    """A name of one word with an ending."""
    word = tokens[at]
    if not word.text[0].isupper() or len(word.low) != len(word.text):
        return None
    behind, instead = tables.endings()
    for length in range(1, 5):
        stem, ending = word.low[:-length], word.text[-length:].casefold()
        if len(stem) < _LEAST_BENT:
            break
        whole = _single(phrases, stem)
        if whole is not None and ending in behind:
            return Hit(word.span, bent(_cased(whole.form.real, word.text, whole.shown), word.text[-length:]))
        vowel = _single(phrases, stem + "a")
        if vowel is not None and ending in instead:
            real = vowel.form.real
            return Hit(word.span, real[:-1] + word.text[-length:] if real.endswith("a") else real)
    return None


def _single(phrases: dict[str, list[_Phrase]], word: str) -> _Phrase | None:
    return next((one for one in phrases.get(word, ()) if len(one.words) == 1), None)


def _doubted(tokens: list[_Word], phrases: dict[str, list[_Phrase]], stand_ins: StandIns) -> Iterator[Hit]:
    """Words that are one letter off a name that stands for another: nobody knows whether they are meant."""
    names = [w for w in phrases if len(w) >= _LEAST_DOUBTED and _single(phrases, w) is not None]
    real = {tables.folded(m.group()) for one in stand_ins.entries for f in one.forms for m in _TOKEN.finditer(f.real)}
    known: dict[str, bool] = {}
    for word in tokens:
        if not word.text[0].isupper() or len(word.low) < _LEAST_DOUBTED - 1 or word.low in real or word.low in phrases:
            continue
        if word.low not in known:
            known[word.low] = any(_one_off(word.low, name) for name in names)
        if known[word.low]:
            yield Hit(word.span, None)


def _one_off(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is another, is missing or is there besides."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


def _codes(text: str, entries: list[StandIn]) -> Iterator[Hit]:
    """Numbers and addresses, however they are spaced, with or without the code of a country."""
    places = [at for at, c in enumerate(text) for small in c.casefold() if small.isalnum()] if entries else []
    bare = squeezed(text) if entries else ""
    for one in entries:
        for form in one.forms:
            yield from (Hit(span, form.real) for span in _exactly(text, form.shown))
            for sought in _ways(one.kind, form.shown):
                yield from (
                    Hit(_with_edge(text, span, form.shown), form.real) for span in _squeezed(text, bare, places, sought)
                )


def _exactly(text: str, shown: str) -> Iterator[Span]:
    at = text.find(shown)
    while at >= 0:
        end = at + len(shown)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield Span(at, end)
        at = text.find(shown, end)


def _squeezed(text: str, bare: str, places: list[int], sought: str) -> Iterator[Span]:
    at = bare.find(sought) if len(sought) >= _LEAST_CODE else -1
    while at >= 0:
        inside = places[at : at + len(sought)]
        start, end = inside[0], inside[-1] + 1
        alone = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        if alone and all(_CODE_GAP.fullmatch(text, a + 1, b) for a, b in pairwise(inside) if b > a):
            yield Span(start, end)
        at = bare.find(sought, at + 1)


def _with_edge(text: str, span: Span, shown: str) -> Span:
    """The stretch with the plus or the bracket before it that belongs to the code."""
    belongs = {"+", shown[:1]} - {"", *filter(str.isalnum, shown[:1])}
    return Span(span.start - 1, span.end) if text[span.start - 1 : span.start] in belongs else span


def _ways(kind: Kind, shown: str) -> set[str]:
    """Its letters and digits, and those without what is left out at home."""
    whole = squeezed(shown)
    ways = {whole}
    if kind is Kind.PHONE and shown.startswith("+"):
        ways |= {"00" + whole, "0" + whole[2:], whole[2:]} if len(whole) > 9 else set()
    if kind is Kind.PHONE and whole.startswith("0") and len(whole) > 8:
        ways |= {whole[1:]}
    if kind is Kind.LINK:
        ways |= {whole.removeprefix("https").removeprefix("http").removeprefix("www")}
    return ways
