"""Stand-ins put into a text, so that all of it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redraft.domain.finding import Finding
from redraft.domain.stand_ins import Form, Kind, Masked, Put, StandIn, StandIns, Style
from redraft.domain.text import Span
from redraft.usecases.masking.again import again
from redraft.usecases.masking.assigning import Assigning
from redraft.usecases.masking.entities import entities
from redraft.usecases.masking.inventing import Inventor
from redraft.usecases.masking.mentions import Mention, mentions
from redraft.usecases.masking.read_labels import label_like
from redraft.usecases.masking.taken import Taken
from redraft.usecases.masking.unmask import hits

TRIES = 6
"""How often what would come back wrongly is masked as well, before it is only counted."""


def mask(
    text: str,
    findings: Iterable[Finding],
    known: StandIns,
    style: Style,
    *,
    language: str = "en",
    untouched: Sequence[Span] = (),
    seed: int | None = None,
) -> Masked:
    """The text with a stand-in for everybody and everything that was found in it; whoever is ``known`` keeps theirs.

    ``language`` is that of the labels. What looks like a stand-in of another is masked as well, so that the text comes
    back as it was. ``untouched``: what stays. ``seed`` makes invented names the same each time.
    """
    found = mentions(text, findings, untouched=untouched)
    taken = Taken([*(one.span for one in found), *untouched])
    alike = [span for span in label_like(text) if taken.add(span)]
    found = sorted([*found, *(Mention(span, Kind.TEXT) for span in alike)], key=lambda one: one.span)
    found = sorted([*found, *again(text, entities(text, found, known), untouched)], key=lambda one: one.span)
    masked = _masked(text, found, known, style, language, seed)
    for _ in range(TRIES):
        astray = _astray(text, masked)
        if not astray:
            return masked
        found = _without(found, astray)
        masked = _masked(text, found, known, style, language, seed)
    return Masked(masked.text, masked.stand_ins, masked.put, len(_astray(text, masked)))


def _masked(
    text: str, found: Sequence[Mention], known: StandIns, style: Style, language: str, seed: int | None
) -> Masked:
    said = (text, *(word for one in known.entries for form in one.forms for word in (form.real, form.shown)))
    assigning = Assigning(known, style, language, Inventor(said, language, seed), text.casefold())
    owners = entities(text, found, known)
    made: dict[int, StandIn] = {}
    for _, entity in owners:
        if id(entity) not in made:
            made[id(entity)] = assigning.stand_in(entity)
    parts: list[str] = []
    put: list[Put] = []
    at = length = 0
    for mention, entity in owners:
        span = mention.span
        old, new = (
            text[span.start : span.end],
            _shown(made[id(entity)], text[span.start : span.end], titled=mention.titled),
        )
        parts += [text[at : span.start], new]
        start = length + span.start - at
        put.append(Put(Span(start, start + len(new)), old, new))
        at, length = span.end, start + len(new)
    return Masked("".join((*parts, text[at:])), StandIns(tuple(assigning.entries)), tuple(put))


def _shown(entry: StandIn, name: str, *, titled: bool) -> str:
    """What stands for a name at one place."""
    exact = next((form for form in entry.forms if form.real == name), None)
    if exact is None:
        upper = next((form for form in entry.forms if form.real.upper() == name), entry.forms[0])
        return _labelled(entry, upper, titled=titled).upper()
    return _labelled(entry, exact, titled=titled)


def _labelled(entry: StandIn, form: Form, *, titled: bool) -> str:
    """Its label says which form it is unless that is the one that is meant there."""
    usual = entry.style is Style.LABELS and form is entry.forms[entry.titled if titled else 0]
    return entry.base if usual else form.shown


def _astray(text: str, masked: Masked) -> list[tuple[Span, bool]]:
    """Where the text would not come back as it was: the stretches of it, and whether a stand-in is there."""
    places = list(_places(masked))
    stood = {put.span: put.old for put, _ in places}
    found = hits(masked.text, masked.stand_ins)
    odd = [hit for hit in found if hit.new is None or stood.get(hit.span) != hit.new]
    wrong: list[tuple[Span, bool]] = []
    for hit in odd:
        inside = [(put, own) for put, own in places if put.span.overlaps(hit.span)]
        if hit.new is None or not _comes_back(masked, hit.span, hit.new, inside):
            wrong += [(own, True) for _, own in inside]
            wrong += [(span, False) for span in _literal(masked, hit.span, places)]
    reached = Taken(hit.span for hit in found)
    wrong += [(own, True) for put, own in places if not reached.holds(put.span)]
    return list(dict.fromkeys(wrong))


def _places(masked: Masked) -> Iterable[tuple[Put, Span]]:
    """Each stand-in with where its words stood in the old text."""
    shift = 0
    for put in masked.put:
        start = put.span.start - shift
        yield put, Span(start, start + len(put.old))
        shift += len(put.new) - len(put.old)


def _comes_back(masked: Masked, span: Span, new: str, inside: Sequence[tuple[Put, Span]]) -> bool:
    """Whether what a stretch becomes is what stood there."""
    at, was = span.start, []
    for put, _ in inside:
        if put.span.start < span.start or put.span.end > span.end:
            return False
        was += [masked.text[at : put.span.start], put.old]
        at = put.span.end
    return "".join((*was, masked.text[at : span.end])) == new


def _literal(masked: Masked, span: Span, places: Sequence[tuple[Put, Span]]) -> Iterable[Span]:
    """The parts of a stretch of the new text that are the user's own words, in the old text."""
    at, shift = span.start, 0
    for put, own in places:
        if put.span.end <= span.start:
            shift = put.span.end - own.end
        elif put.span.start < span.end:
            if at < put.span.start:
                yield Span(at - shift, put.span.start - shift)
            at, shift = put.span.end, put.span.end - own.end
    if at < span.end:
        yield Span(at - shift, span.end - shift)


def _without(found: Sequence[Mention], astray: Sequence[tuple[Span, bool]]) -> list[Mention]:
    """The mentions with words masked as such that would be taken for somebody else, or would not be told."""
    literal = [span for span, stands_in in astray if not stands_in]
    wrong = {span for span, stands_in in astray if stands_in} if not literal else set()
    kept = [Mention(one.span, Kind.TEXT) if one.span in wrong and one.kind is not Kind.TEXT else one for one in found]
    more = [Mention(span, Kind.TEXT) for span in literal if not any(span.overlaps(one.span) for one in kept)]
    return sorted([*kept, *more], key=lambda one: one.span)
