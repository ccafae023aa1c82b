"""What can stand at a place: one option a degree; hints to what no words state, and leaving words out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.edit import Degree
from redraft.domain.text import Evidence, Span
from redraft.rewriting import clues, foreign, pieces, signs
from redraft.rewriting.fit import General, fitted, has_determiner, is_plural, unnamed
from redraft.rewriting.gaps import addressed, attributive, dropped, tidy_gap
from redraft.rewriting.nouns import generals, peoples
from redraft.rewriting.words import list_of

LONGEST_PHRASE = 8
"""Words that the model is asked to say more vaguely; a longer quote is a sentence, which goes as a whole or not."""
_HOME = (Attribute.LOCATION, Attribute.BIRTHPLACE, Attribute.ETHNICITY)
_PLACED = re.compile(r"\b(?:in|at|to|from|near|around|outside)[ \t]+$", re.I)
"""General words that say nothing before another noun: "chemistry book" is a book."""


@dataclass(frozen=True, slots=True)
class Option:
    """One wording with the stretch that it replaces, which may be wider than another's."""

    degree: Degree
    span: Span
    words: str


def hints(text: str, attribute: Attribute) -> Iterator[tuple[Span, list[Option], bool]]:
    """Where words or signs hint at an attribute, what could stand there instead, and whether they are faint clues."""
    for clue in clues.find(text, attribute, weak=True):
        yield clue.span, _of_clue(text, clue, attribute), clue.group.weak
    if attribute in _HOME:
        yield from _of_home(text)
    for span, words in signs.find(text, attribute):
        yield span, [Option(Degree.VAGUER if words else Degree.OUT, span, words)], False


def _of_clue(text: str, clue: clues.Clue, attribute: Attribute) -> list[Option]:
    general, span = clue.group.general, clue.span
    out = [Option(Degree.OUT, *dropped(text, span))]
    if general.bare == clues.KEPT and (attributive(text, span) or not (general.head and has_determiner(text, span))):
        return out if attributive(text, span) else []
    if not general.head:
        return [Option(Degree.VAGUER, span, general.bare)] if general.bare and not attributive(text, span) else out
    if not general.bare:
        if addressed(text, span):
            return out
        general = replace(general, bare=general.heads if is_plural(text[span.start : span.end]) else general.head)
    if general.head in list_of("topics") and attributive(text, span):
        return out
    if general.bare.startswith(("a ", "an ", "the ")) and attributive(text, span):
        general = replace(general, bare=general.head)  # "place menus", not "a place menus"
    if general.head == "dish" and attributive(text, span):
        general = General("food", "food", "food")
    options = [Option(Degree.VAGUER, *fitted(text, span, general, common=True))]
    further = clues.general_of(general.head, attribute)
    if further is not None and further.head:
        options.append(Option(Degree.MUCH_VAGUER, *fitted(text, span, further)))
    return options


def _of_home(text: str) -> Iterator[tuple[Span, list[Option], bool]]:
    """Peoples and foreign words, with what could stand there instead and whether they are faint clues."""
    for span in peoples(text):
        yield span, _noun(text, span, generals(text[span.start : span.end], Attribute.ETHNICITY)), False
    for run in foreign.find(text):
        if run.named and not _PLACED.search(text[: run.span.start]):
            continue  # somebody's name, or a thing's
        if run.words >= foreign.LONG_RUN or (text[run.span.start].islower() and attributive(text, run.span)):
            yield run.span, [Option(Degree.OUT, *dropped(text, run.span))], not run.certain
        else:
            yield run.span, [Option(Degree.VAGUER, *unnamed(text, run.span))], not run.certain


def _noun(text: str, span: Span, nouns: Sequence[General]) -> list[Option]:
    """A noun's ladder at its place, and dropping it where another noun follows."""
    options = [Option(degree, *fitted(text, span, noun)) for degree, noun in zip(Degree, nouns, strict=False)]
    return [*options, *leave_out(text, Evidence.of(text, span.start, span.end), Attribute.ETHNICITY)]


def leave_out(text: str, evidence: Evidence, attribute: Attribute, *, sentence: bool = False) -> list[Option]:
    """Dropping the words, where the sentence stands without them; the whole stretch where they are a ``sentence``."""
    span = evidence.span
    if attribute in CODES or attribute is Attribute.QUANTITY:
        return []
    if sentence or len(evidence.quote.split()) > LONGEST_PHRASE:
        whole = [p for p in pieces.droppable(text) if p.start <= span.start and p.end >= span.end]
        return [Option(Degree.OUT, whole[-1], "")] if whole else []
    # "the Italian sounds great" has no noun after it, but "an Italian cook" and "full of Italian words" have.
    if attribute is Attribute.ETHNICITY and attributive(text, span):
        return [Option(Degree.OUT, *dropped(text, span))]
    gap = tidy_gap(text, span)
    if gap != span:
        return [Option(Degree.OUT, gap, "")]
    alone = attributive(text, span) and not has_determiner(text, span)
    return [Option(Degree.OUT, *dropped(text, span))] if alone else []
