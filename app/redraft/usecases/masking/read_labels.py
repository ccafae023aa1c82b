"""Labels in an answer: as they were, bent, listed, without their brackets, or in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from redraft.domain.stand_ins import Kind, Role, StandIn, StandIns, Style
from redraft.domain.text import Span
from redraft.usecases.masking import tables
from redraft.usecases.masking.hits import Hit, bent, meant
from redraft.usecases.masking.labels import number_of
from redraft.usecases.masking.mentions import word_before

_ALIKE = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")
"""Cyrillic capitals that look like Latin ones."""
_ID = "[A-ZАВСЕНІКМОРТХ]{1,2}"
_LETTER = r"[A-Za-z\d\u00c0-\u024f\u0370-\u052f]"
"""What goes on with a word; scripts without gaps between words do not."""
_VAGUE = frozenset({Kind.NUMBER, Kind.PLACE, Kind.TEXT, Kind.DATE, Kind.LINK})
"""What is also said of other things where it stands without brackets: "Number 1"."""
_PRONOUN = "I"
_Index = dict[tuple[Kind, int], StandIn]


def read_labels(text: str, stand_ins: StandIns) -> Iterator[Hit]:
    """Every label in a text."""
    known = {(one.kind, one.number): one for one in stand_ins.entries if one.style is Style.LABELS}
    if not known:
        return
    yield from _bracketed(text, known)
    yield from _bare(text, known)
    if any(kind is Kind.PERSON for kind, _ in known):
        yield from _people(text, known)
        yield from _titled(text, known)


def label_like(text: str) -> Iterator[Span]:
    """Where a text says by itself what could be a label of ours, now or for a later text."""
    for m in _in_brackets().finditer(text):
        if tables.folded(m["word"]) in tables.kinds():
            yield Span(*m.span())
    own = tables.shown_words()
    for m in _bare_pattern(frozenset(Kind) - {Kind.PERSON}).finditer(text):
        if m["word"].casefold() in own:
            yield Span(*m.span())
    for m in _person().finditer(text):
        first = re.findall(_ID, m["ids"])[0]
        if first != _PRONOUN:
            yield Span(m.start("head"), m.start("ids") + len(first))


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(
        r"(?P<open>\\?[\[{<【［])\s?(?P<word>[^\W\d_](?:[^\W\d_]|[ _.’'‑-](?=[^\W\d_])){0,24})[\s_#.:°º-]{0,3}"
        rf"(?P<numbers>\d{{1,3}}(?:(?:{tables.joining()})\d{{1,3}}){{0,8}})"
        r"(?P<form>\s?[,:;(–-]\s?[^\]\[{}<>\n]{1,30}?)?\s?\\?[\]}>】］]"
    )


def _bracketed(text: str, known: _Index) -> Iterator[Hit]:
    for m in _in_brackets().finditer(text):
        span = Span(*m.span())
        kinds = tables.kinds().get(tables.folded(m["word"]))
        numbers = [int(n) for n in re.findall(r"\d+", m["numbers"])]
        if kinds is None:
            if m["open"].lstrip("\\") in "[【［" and any((kind, numbers[0]) in known for kind in Kind):
                yield Hit(span, None)
            continue
        entries = [_entry(known, kinds, m["word"], number) for number in numbers]
        if any(one is None for one in entries):
            yield Hit(span, None)
            continue
        role, place = _role(m["form"] or "")
        said = [_cased(meant(one, role, place).real, m["word"]) for one in entries if one is not None]
        yield Hit(span, _in_place(m["numbers"], re.findall(r"\d+", m["numbers"]), said))


def _entry(known: _Index, kinds: tuple[Kind, ...], word: str, number: int) -> StandIn | None:
    """The one that is meant by a word and a number; None where there is none, or any of several."""
    found = [kind for kind in kinds if (kind, number) in known]
    if len(found) > 1:
        low = word.casefold()
        own = [k for k in found if low in {tables.shown(k, language).casefold() for language in ("en", "de")}]
        found = own or found
    return known[found[0], number] if len(found) == 1 else None


def _role(form: str) -> tuple[Role | None, int]:
    """What a label says behind its number, and which of several."""
    number = re.search(r"\d+", form)
    roles = tables.roles().get(tables.folded(re.sub(r"[\d,:;()–-]+", " ", form)), ())
    return (roles[0] if roles else None), int(number.group()) if number else 0


def _in_place(listed: str, ids: list[str], said: list[str]) -> str:
    """The list with what each id stands for."""
    parts, at = [], 0
    for one, new in zip(ids, said, strict=True):
        found = listed.index(one, at)
        parts += [listed[at:found], new]
        at = found + len(one)
    return "".join((*parts, listed[at:]))


def _cased(real: str, head: str) -> str:
    return real.upper() if len(head) > 1 and head.isupper() and not _is_short_word(head) else real


def _is_short_word(head: str) -> bool:
    """Whether a word for a kind is written in capitals anyway, as PLZ is."""
    return head in {"PLZ", "ZIP", "CAP", "URL", "PSČ"}


@lru_cache(64)
def _bare_pattern(kinds: frozenset[Kind]) -> re.Pattern[str]:
    words = {w for kind in kinds for w in tables.words_for(kind) if w[:1].isupper()}
    heads = "|".join(re.escape(w) for w in sorted(words | {w.upper() for w in words}, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<![\w\[{{<【［])(?P<word>{heads})[ \u00a0_#-]{{1,2}}"
        rf"(?P<numbers>\d{{1,3}}(?:(?:{tables.joining()})\d{{1,3}}){{0,8}})(?![^\W_]|[.,:]\d|[\]}}>】］])"
    )


def _bare(text: str, known: _Index) -> Iterator[Hit]:
    """Without brackets: where a word for the kind stands before the number, with its capital."""
    for m in _bare_pattern(frozenset(kind for kind, _ in known) - {Kind.PERSON}).finditer(text):
        kinds = tables.kinds().get(tables.folded(m["word"]), ())
        several = tables.folded(m["word"]) in tables.plurals()
        ids = re.findall(r"\d+", m["numbers"])[: None if several else 1]
        end = m.end() if several else m.start("numbers") + len(ids[0])
        entries = [_entry(known, kinds, m["word"], int(one)) for one in ids]
        if all(one is None for one in entries):
            continue
        span = Span(m.start(), end)
        if any(one is None or one.kind in _VAGUE for one in entries):
            yield Hit(span, None)
            continue
        said = [_cased(one.forms[0].real, m["word"]) for one in entries if one is not None]
        yield Hit(span, _in_place(text[m.start("numbers") : end], ids, said))


@cache
def _person() -> re.Pattern[str]:
    words = tables.words_for(Kind.PERSON)
    spaced = {w for w in words if w[0].isupper()}
    heads = "|".join(
        re.escape(w) for w in sorted({*spaced, *map(str.upper, spaced), *map(str.lower, spaced)}, key=len, reverse=True)
    )
    close = "|".join(re.escape(w) for w in words if not w[0].isupper())
    articles = "|".join(sorted(tables.articles(), key=len, reverse=True))
    return re.compile(
        rf"(?<!{_LETTER})(?P<article>(?i:{articles})(?<!')\s+|(?i:l)['’])?(?P<open>\\?\[)?"
        rf"(?P<head>(?:{heads})[ \u00a0_-]{{1,2}}|(?:{close})[ \u00a0]?)"
        rf"(?P<ids>{_ID}(?:(?:{tables.joining()}){_ID}(?!{_LETTER})){{0,8}})(?P<ending>s?)(?!{_LETTER})(?P<close>\\?\])?"
        r"(?P<form>[ \u00a0]?\([^()\n]{1,30}\))?"
    )


def _people(text: str, known: _Index) -> Iterator[Hit]:
    for m in _person().finditer(text):
        head = re.sub(r"[ \u00a0_-]+$", "", m["head"])
        ids = re.findall(_ID, m["ids"])
        entries = [known.get((Kind.PERSON, number_of(one.translate(_ALIKE)))) for one in ids]
        if entries[0] is None:
            if ids[0] != _PRONOUN:
                yield Hit(Span(m.start("head"), m.start("ids") + len(ids[0])), None)
            continue
        fits = next((n for n, one in enumerate(entries) if one is None or (n and ids[n] == _PRONOUN)), len(ids))
        yield _named(
            text, m, head, ids[:fits], [one for one in entries[:fits] if one is not None], all_=fits == len(ids)
        )


def _named(text: str, m: re.Match[str], head: str, ids: list[str], entries: list[StandIn], *, all_: bool) -> Hit:
    """One hit: with its article where the word for a person is written small, with what its label says behind it."""
    small = head.islower() and head.isascii()
    start = (
        m.start("article")
        if small and m["article"]
        else m.start("open")
        if m["open"] and m["close"]
        else m.start("head")
    )
    end = m.start("ids")
    for one in ids:
        end = text.index(one, end) + len(one)
    listed = text[m.start("ids") : end]
    role, place = _role(m["form"] or "") if all_ and len(ids) == 1 else (None, 0)
    ending = m["ending"] if all_ else ""
    if all_:
        end = m.end("close") if m["open"] and m["close"] else m.end("ending")
        end = m.end("form") if role is not None else end
    titled = word_before(text, start) in tables.titles()
    said = [_cased(meant(one, role, place, titled=titled).real, head) for one in entries]
    said[-1] = bent(said[-1], ending)
    return Hit(Span(start, end), _in_place(listed, ids, said))


@cache
def _title_and_letter() -> re.Pattern[str]:
    words = "|".join(sorted({re.escape(t.capitalize()) for t in tables.titles()}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})\.?[ \u00a0](?P<id>[A-Z])(?![\w]|\.[^\W_]|[’'](?!s?(?![^\W_])))")


def _titled(text: str, known: _Index) -> Iterator[Hit]:
    """A letter behind a title, as courts write it: "Ms A"."""
    for m in _title_and_letter().finditer(text):
        entry = known.get((Kind.PERSON, number_of(m["id"])))
        if entry is not None and m["id"] != _PRONOUN:
            yield Hit(Span(*m.span("id")), meant(entry, None, titled=True).real)
