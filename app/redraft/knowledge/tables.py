"""The tables of common knowledge, and what they say of what is told in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from redraft import languages
from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.text import Span
from redraft.domain.told import Told
from redraft.knowledge.ages import Ages
from redraft.knowledge.places import Places
from redraft.knowledge.terms import Found, Hint
from redraft.knowledge.towns import Towns, Words
from redraft.knowledge.trades import Trades
from redraft.languages import Language
from redraft.languages.notation import Notation

DICTIONARIES = ("dictionary", "modern", "colloquial")
STUDENT, YOUNGEST = "student", 12
LIKELY_STUDENT = 0.3
PUPIL_OR_STUDENT = frozenset({"in high school", "studying towards a bachelor's degree"})
"""Answers on education that make studying the likeliest occupation."""


ASIDE = 0.15
"""What words count for that do not tell the attribute at all, where those that tell it most count for one."""
LIKELY_DECADE, OF_DECADE = 0.2, 0.6
"""Share from which the middle of a decade is an answer, and what it is worth: a number of it is right but for five."""
Weight = Callable[[Attribute, Span], float]


class Knowledge:
    """Reads each table when it is first asked. Places are those of all countries; trades are English."""

    def __init__(self, language: Language | None = None) -> None:
        self._language = language or languages.default()

    def warm(self) -> None:
        """Read the tables."""
        _ = self._places, self._trades, self._ages

    def about(self, text: str, told: Sequence[Told], weight: Weight) -> tuple[Told, ...]:
        """The same, with the answers that the tables give. ``weight``: how telling words are of an attribute."""
        education = next((one.values for one in told if one.attribute is Attribute.EDUCATION), ())
        places = self._places.find(text) if told else ()
        return tuple(self._answered(text, one, education, places, weight) for one in told)

    def _answered(
        self, text: str, told: Told, education: Sequence[Guess], places: Sequence[Found[Hint]], weight: Weight
    ) -> Told:
        def near(span: Span) -> float:
            return ASIDE + (1 - ASIDE) * weight(told.attribute, span)

        if told.attribute in (Attribute.LOCATION, Attribute.BIRTHPLACE):
            return replace(told, values=self._places.answers(places, near))
        if told.attribute is Attribute.OCCUPATION:
            found = () if self._language.alone else self._trades.answers(text, near)
            studies = sum(guess.confidence for guess in education if guess.value in PUPIL_OR_STUDENT)
            left = tuple(Guess(g.value, g.confidence * (1 - studies)) for g in found if g.value != STUDENT)
            student = (Guess(STUDENT, studies),) if studies >= LIKELY_STUDENT else ()
            best = sorted((*left, *student), key=lambda guess: -guess.confidence)
            return replace(told, values=tuple(best))
        if told.attribute is Attribute.AGE:
            spans = [quote.span for quote in told.evidence]
            worked_out = () if self._ages is None else self._ages.answers(text, spans)
            return replace(told, values=(*told.values, *worked_out, *_middles(told.values)))
        return told

    @cached_property
    def _places(self) -> Places:
        everyday, said = ordinary(), self._language.table("language").get("led_by")
        given, surnames, cities = (_names(f"{name}.txt") for name in ("given", "surnames", "only_cities"))
        led_by = None if said is None else Notation().compile(said)
        known = Words(everyday, given.__contains__, surnames.__contains__, cities.__contains__)
        return Places(rows("places"), everyday, Towns(known, led_by), _lines("currencies.tsv"))

    @cached_property
    def _trades(self) -> Trades:
        return Trades(rows("trades"), ordinary())

    @cached_property
    def _ages(self) -> Ages | None:
        table = self._language.table("ages")
        return Ages.of(table) if table else None


def _middles(decades: Sequence[Guess]) -> Iterator[Guess]:
    """An age for each likely decade, where the text names none."""
    for guess in decades:
        low, dash, high = guess.value.partition("-")
        if dash and guess.confidence >= LIKELY_DECADE:
            middle = (max(int(low), YOUNGEST) + int(high) + 1) // 2
            yield Guess(str(middle), guess.confidence * OF_DECADE)


def rows(folder: str) -> Iterator[list[str]]:
    """The lines of all tables of a folder, as their columns."""
    for path in sorted(resource("knowledge", folder).glob("*.tsv")):
        yield from _lines(folder, path.name)


def _lines(*parts: str) -> Iterator[list[str]]:
    for line in resource("knowledge", *parts).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _names(file: str) -> frozenset[str]:
    lines = resource("gazetteers", file).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def ordinary() -> Callable[[str], bool]:
    """Whether a word, in lower case, is in the dictionaries of English."""
    english = languages.default()
    dictionaries = [english.words(name) for name in DICTIONARIES]
    return lambda word: any(word in known for known in dictionaries)
