"""What can stand at a place: one option a degree; hints to what no words state, and leaving words out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Degree
from redraft.domain.text import Evidence, Span
from redraft.rewriting import clues, foreign, ladders, pieces, signs
from redraft.rewriting.fit import General, fitted, has_determiner, unnamed
from redraft.rewriting.gaps import addressed, attributive, dropped, tidy_gap
from redraft.rewriting.nouns import generals, peoples

LONGEST_PHRASE = 8
"""Words that the model is asked to say more vaguely; a longer quote is a sentence, which goes as a whole or not."""
_HOME = (Attribute.LOCATION, Attribute.BIRTHPLACE, Attribute.ETHNICITY)
_THEN = "back then"


@dataclass(frozen=True, slots=True)
class Option:
    """One wording with the stretch that it replaces, which may be wider than another's."""

    degree: Degree
    span: Span
    words: str
    by_model: bool = False


def hints(text: str, attribute: Attribute) -> Iterator[tuple[Span, list[Option], bool]]:
    """Where words or signs hint at an attribute, what could stand there instead, and whether they are faint clues."""
    for clue in clues.find(text, attribute, weak=True):
        yield clue.span, _of_clue(text, clue, attribute), clue.group.weak
    if attribute in _HOME:
        yield from _of_home(text)
    for span, words in signs.find(text, attribute):
        yield span, [Option(Degree.VAGUER if words else Degree.OUT, span, words)], False


def _of_clue(text: str, clue: clues.Clue, attribute: Attribute) -> list[Option]:
    general = clue.group.general
    if general.bare == _THEN and attributive(text, clue.span):
        return [Option(Degree.OUT, *dropped(text, clue.span))]
    if general.head and (general.bare or has_determiner(text, clue.span)):
        options = [Option(Degree.VAGUER, *fitted(text, clue.span, general))]
        further = clues.general_of(general.head, attribute)
        if further is not None and further.head:
            options.append(Option(Degree.MUCH_VAGUER, *fitted(text, clue.span, further)))
        return options
    if general.bare and not attributive(text, clue.span) and not addressed(text, clue.span):
        return [Option(Degree.VAGUER, clue.span, general.bare)]
    return [Option(Degree.OUT, *dropped(text, clue.span))]


def _of_home(text: str) -> Iterator[tuple[Span, list[Option], bool]]:
    """Peoples and foreign words, with what could stand there instead and whether they are faint clues."""
    for span in peoples(text):
        yield span, _noun(text, span, generals(text[span.start : span.end], Attribute.ETHNICITY)), False
    for run in foreign.find(text):
        if run.words >= foreign.LONG_RUN:
            yield run.span, [Option(Degree.OUT, *dropped(text, run.span))], False
        else:
            yield run.span, [Option(Degree.VAGUER, *unnamed(text, run.span))], not run.certain


def _noun(text: str, span: Span, nouns: Sequence[General]) -> list[Option]:
    """A noun's ladder at its place, and dropping it where another noun follows."""
    options = [Option(degree, *fitted(text, span, noun)) for degree, noun in zip(Degree, nouns, strict=False)]
    return [*options, *leave_out(text, Evidence.of(text, span.start, span.end), Attribute.ETHNICITY)]


def leave_out(text: str, evidence: Evidence, attribute: Attribute) -> list[Option]:
    """Dropping the words, where the sentence stands without them."""
    span = evidence.span
    if attribute in ladders.REMOVED or attribute is Attribute.QUANTITY:
        return []
    if len(evidence.quote.split()) > LONGEST_PHRASE:
        whole = [p for p in pieces.droppable(text) if p.start <= span.start and p.end >= span.end]
        return [Option(Degree.OUT, whole[-1], "")] if whole else []
    gap = tidy_gap(text, span)
    if gap != span:
        return [Option(Degree.OUT, gap, "")]
    # "the Grand Canyon sounds great" has no noun after it, but "an Italian woman" has.
    noun = attribute is not Attribute.ETHNICITY and has_determiner(text, span)
    return [Option(Degree.OUT, *dropped(text, span))] if attributive(text, span) and not noun else []
