"""From findings to edits: every telling place of a text with what could stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree, Edit, Wording
from redraft.domain.finding import Finding, Source
from redraft.domain.message import NOTHING, Message
from redraft.domain.text import Evidence, Span
from redraft.rewriting import ladders, pieces
from redraft.rewriting.fit import (
    General,
    article,
    article_before,
    begins_sentence,
    fitted,
    has_determiner,
    is_plural,
    of_others,
    unnamed,
    voiced,
)
from redraft.rewriting.gaps import (
    attributive,
    dropped,
    introduction,
    longer_name,
    short_aside,
    widened,
)
from redraft.rewriting.nouns import generals, is_job
from redraft.rewriting.options import LONGEST_PHRASE, Option, hints, leave_out
from redraft.rewriting.quoting import SHORT_QUOTE, located, narrowed, no_person, one_sentence, with_preposition
from redraft.usecases.ports import CancelToken

_JOB_THINGS = re.compile(
    r"[ \t]+(?:job|life|work|gig|shift|role|career|salary|income|wage|skills|training|school|degree|loan|fee|uniform)",
    re.I,
)
_STUDIED = re.compile(
    r"(?:(studied|studying|study|majored|majoring)|(got|have|has|did|finished|hold|earned|doing|getting|finishing)"
    r"\s+(?:my|an?))\s",
    re.I,
)
_NUMBER = re.compile(r"\d+")
_MARK = re.compile(r"[.!?;:…]")
_KIND_OF = re.compile(r"\b(?:at|in|for|of|with|by)[ \t]+$", re.I)
_BIRTHDAY = re.compile(r"\bturn(?:s|ed|ing)?\s$", re.I)
_AT_AGE = re.compile(r"\b(?:at|by)[ \t]+(?:the[ \t]+)?age[ \t]+(?:of[ \t]+)?$|\baged[ \t]+$", re.I)
_FROM_AGE = re.compile(r"\b(?:from|since)[ \t]+(?:the[ \t]+)?age[ \t]+(?:of[ \t]+)?$", re.I)
_THERE = re.compile(r"\b(?:in|at|near|around|outside|from)[ \t]+$", re.I)
_OLD = re.compile(r"\d+[\s-]*(?:years?[\s-]old|y/?o)\b", re.I)
REPHRASED = 5
"""Words that the model is asked to say more vaguely; of a whole sentence it makes another."""


class Editor:
    """Implements ``redraft.usecases.ports.Editor`` by ladders."""

    def propose(
        self,
        text: str,
        findings: Sequence[Finding],
        *,
        hide: Iterable[Attribute] = (),
        cancel: CancelToken | None = None,
    ) -> tuple[Edit, ...]:
        """One edit for every telling place, none overlapping, in the order of the text.

        ``hide`` names attributes that are to be hidden although no words state them: clues to them are edited too,
        the faint ones marked as such.
        """
        edits: list[Edit] = []
        sentences: list[tuple[Finding, Evidence]] = []
        for finding, evidence in _places(findings):
            if len(evidence.quote.split()) > LONGEST_PHRASE or _whole(finding, evidence):
                sentences.append((finding, evidence))
                continue
            options = self._options(text, finding, evidence)
            _add(edits, text, evidence.span, finding.attribute, options, finding.entity, finding.why)
        hidden = tuple(hide)
        implied = [f.attribute for f in findings if f.source is Source.MODEL]
        for attribute in dict.fromkeys([*hidden, *implied]):
            for span, options, faint in hints(text, attribute):
                if attribute in hidden or not faint:
                    _add(
                        edits,
                        text,
                        span,
                        attribute,
                        options,
                        why=Message("rewrite.hints_at", {"what": attribute.value}),
                        faint=faint,
                    )
        for finding, evidence in sentences:
            # Words within the sentence come first; the whole of it goes only when they do not help.
            options = leave_out(text, evidence, finding.attribute, sentence=True)
            _add(edits, text, evidence.span, finding.attribute, options, finding.entity, finding.why, faint=True)
        return tuple(sorted(edits, key=lambda e: e.span))

    def droppable(self, text: str) -> tuple[Span, ...]:
        """Stretches that can go so that the rest still stands; they may nest."""
        return pieces.droppable(text)

    def _options(
        self,
        text: str,
        finding: Finding,
        evidence: Evidence,
    ) -> list[Option]:
        attribute, evidence = finding.attribute, widened(text, finding.attribute, evidence)
        if _misread(finding, evidence.quote):
            return []
        if attribute is Attribute.NAME and finding.source is Source.ENTITIES and no_person(text, evidence):
            return []
        special = _special(text, evidence, attribute)
        if special is not None:
            return special
        evidence = with_preposition(text, evidence) if attribute.ladder == "place" else evidence
        steps = ladders.wordings(evidence.quote, attribute, finding.best.value, located=located(text, evidence.span))
        if steps:
            options = [_spoken(text, evidence, wording) for wording in steps]
            return options if attribute.ladder == "place" else [*options, *leave_out(text, evidence, attribute)]
        span = evidence.span
        if attribute.ladder == "place" and _THERE.search(text[: span.start]):
            return [Option(Degree.VAGUER, *unnamed(text, span))]
        guessed = finding.source is not Source.STATED and not any(map(str.isdigit, evidence.quote))
        if attribute.ladder == "place" and guessed:
            return []  # without a word of place before it, it is as likely a band or a brand
        if attribute is Attribute.OCCUPATION:
            if finding.source is not Source.STATED and of_others(text, span) and is_job(evidence.quote):
                return []
            span = ladders.whole_title(text, span)
        quote = text[span.start : span.end]
        nouns = generals(quote, attribute)
        if nouns:
            options = [Option(d, *fitted(text, span, g)) for d, g in zip(Degree, nouns, strict=False)]
            return [*options, *leave_out(text, Evidence(span.start, span.end, quote), attribute)]
        return leave_out(text, evidence, attribute)


def _whole(finding: Finding, evidence: Evidence) -> bool:
    """True for a sentence that the model quotes and that does not name its answer: no phrase, however short."""
    return finding.source is Source.MODEL and evidence in finding.evidence and len(evidence.quote.split()) > 1


def _of_a_job(text: str, span: Span) -> bool:
    """True where a job only tells what kind of thing follows: "nurse training", "at dev fairs"."""
    return _JOB_THINGS.match(text, span.end) is not None or _KIND_OF.search(text[: span.start]) is not None


def _misread(finding: Finding, quote: str) -> bool:
    """True for what is taken for a job or a people but has a verb in it, or is no people that anybody knows."""
    if finding.attribute is Attribute.OCCUPATION:
        return len(quote.split()) > SHORT_QUOTE - 1 and re.search(r"\b(?:was|were|is|to)\b", quote) is not None
    named = finding.attribute is Attribute.ETHNICITY and finding.source is Source.ENTITIES
    return named and not generals(quote, Attribute.ETHNICITY)


def _special(text: str, evidence: Evidence, attribute: Attribute) -> list[Option] | None:
    """What is said where a ladder would not read: introductions, birthdays, words before a noun, parts of names."""
    span = evidence.span
    if attribute is Attribute.NAME and (said_so := introduction(text, span)) is not None:
        return [Option(Degree.VAGUER, *said_so)]
    if attribute is Attribute.AGE and (number := _NUMBER.search(evidence.quote)) is not None:
        years = Span(span.start + number.start(), span.start + number.end())
        if _BIRTHDAY.search(text[: years.start]) and not attributive(text, years):
            return [Option(Degree.VAGUER, years, "a year older")]
        if (said := _at_age(text, years)) is not None:
            return [said]
    if attribute is Attribute.DATE and (aside := short_aside(text, span)) is not None:
        return [Option(Degree.VAGUER, aside, "")]
    if attribute is Attribute.EDUCATION and (learned := _STUDIED.match(evidence.quote)) is not None:
        verb, got = learned.group(1), learned.group(2)
        return [Option(Degree.VAGUER, span, f"{got} a qualification" if got else verb)]
    land = ladders.landform(evidence.quote) if attribute.ladder == "place" else None
    if land is not None and not ladders.wordings(evidence.quote, attribute):
        if attributive(text, span) and not has_determiner(text, span) and not located(text, span):
            return [Option(Degree.OUT, *dropped(text, span))]
        general = General(land, land, land if is_plural(land) else f"{article(land)} {land}")
        return [Option(Degree.VAGUER, *fitted(text, span, general))]
    if attribute.ladder == "place" and (name := longer_name(text, span)) is not None:
        kind = ladders.kind_of(text[name.start : name.end])
        if kind is None and not _THERE.search(text[: span.start]):
            return []  # "the Lindau story" is no place
        return [Option(Degree.VAGUER, *fitted(text, name, _kind(kind or "a place")))]
    if not attributive(text, span):
        return None
    idle = {
        Attribute.AGE: bool(_OLD.fullmatch(evidence.quote.strip())),
        Attribute.OCCUPATION: _of_a_job(text, span),
        Attribute.PLACE: not located(text, span) and text[span.end :].lstrip()[:1].islower(),
    }
    return [Option(Degree.OUT, *dropped(text, span))] if idle.get(attribute) else None


def _at_age(text: str, years: Span) -> Option | None:
    """As a child for "at age 12", "from an early age" for "from the age of 12"; None where no age is named so."""
    number = int(text[years.start : years.end])
    stage = "a child" if number < 13 else "a teenager" if number < 20 else "an adult"
    if (at := _AT_AGE.search(text[: years.start])) is not None:
        return Option(Degree.VAGUER, Span(at.start(), years.end), voiced(f"as {stage}", at.group()))
    since = _FROM_AGE.search(text[: years.start])
    if since is None:
        return None
    words = "from an early age" if number < 20 else "for a long time"
    return Option(Degree.VAGUER, Span(since.start(), years.end), voiced(words, since.group()))


def _places(findings: Sequence[Finding]) -> list[tuple[Finding, Evidence]]:
    """Every quote with its finding: those a ladder fits first, then the shorter, so that edits stay small."""

    def key(pair: tuple[Finding, Evidence]) -> tuple[bool, int, int]:
        finding, evidence = pair
        fits = bool(ladders.wordings(evidence.quote, finding.attribute, finding.best.value))
        return (not fits, len(evidence.quote), evidence.start)

    return sorted(((f, narrowed(f, one_sentence(f, e))) for f in findings for e in f.evidence), key=key)


def _spoken(text: str, evidence: Evidence, wording: Wording) -> Option:
    """A ladder's wording as it reads at its place: no second article, a capital where it begins a sentence."""
    words, span = wording.text, evidence.span
    first, _, rest = words.partition(" ")
    if first.casefold() in ("a", "an", "the") and rest and has_determiner(text, span):
        span, words = article_before(text, span, rest)
    elif evidence.quote[:1].isupper() and begins_sentence(text, span.start):
        words = words[:1].upper() + words[1:]
    return Option(wording.degree, span, words)


def _kind(words: str) -> General:
    """A general noun of a phrase with its article, such as "a hospital"."""
    head = words.partition(" ")[2]
    return General(head, f"{head}s", words)


def _add(
    edits: list[Edit],
    text: str,
    place: Span,
    attribute: Attribute,
    options: Sequence[Option],
    entity: str = "",
    why: Message = NOTHING,
    *,
    faint: bool = False,
) -> None:
    """The edit at its place, unless another stands there. All wordings replace one span, the widest; none takes a
    line break away.
    """
    if not options:
        return
    start = min(place.start, *(o.span.start for o in options))
    end = max(place.end, *(o.span.end for o in options))
    span = Span(start, end)
    if any(span.overlaps(e.span) for e in edits):
        return
    original = text[start:end]
    wordings: list[Wording] = []
    for option in options:
        words = f"{text[start : option.span.start]}{option.words}{text[option.span.end : end]}"
        same_lines = words.count("\n") == original.count("\n")
        if same_lines and words != original and words not in (w.text for w in wordings):
            wordings.append(Wording(option.degree, words))
    if wordings:
        edits.append(Edit(span, original, attribute, tuple(wordings), entity, why, faint))
