"""The tables of common knowledge, and what they say of what is told in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from redraft import languages
from redraft.assets import resource
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Guess
from redraft.domain.told import Told
from redraft.knowledge.ages import Ages
from redraft.knowledge.places import Hint, Places
from redraft.knowledge.terms import Found
from redraft.knowledge.trades import Trades

DICTIONARIES = ("dictionary", "modern", "colloquial")
STUDENT = "student"
LIKELY_STUDENT = 0.3
PUPIL_OR_STUDENT = frozenset({"in high school", "studying towards a bachelor's degree"})
"""Answers on education that make studying the likeliest occupation."""


class Knowledge:
    """Reads each table when it is first asked. Places are those of all countries; trades and ages are English."""

    def warm(self) -> None:
        """Read the tables."""
        _ = self._places, self._trades, self._ages

    def about(self, text: str, told: Sequence[Told]) -> tuple[Told, ...]:
        """The same, with the answers that the tables give to what has none yet."""
        education = next((one.values for one in told if one.attribute is Attribute.EDUCATION), ())
        places = self._places.find(text)
        return tuple(self._answered(text, one, places, education) for one in told)

    def _answered(self, text: str, told: Told, places: Sequence[Found[Hint]], education: Sequence[Guess]) -> Told:
        evidence = [quote.span for quote in told.evidence]
        if told.attribute is Attribute.LOCATION:
            return replace(told, values=self._places.answers(places, evidence))
        if told.attribute is Attribute.BIRTHPLACE:
            return replace(told, values=self._places.answers(places, evidence, aside=0.0))
        if told.attribute is Attribute.OCCUPATION:
            found = self._trades.answers(text, evidence)
            studies = sum(guess.confidence for guess in education if guess.value in PUPIL_OR_STUDENT)
            left = tuple(Guess(g.value, g.confidence * (1 - studies)) for g in found if g.value != STUDENT)
            student = (Guess(STUDENT, studies),) if studies >= LIKELY_STUDENT else ()
            best = sorted((*left, *student), key=lambda guess: -guess.confidence)
            return replace(told, values=tuple(best))
        if told.attribute is Attribute.AGE:
            return replace(told, values=(*told.values, *self._ages.answers(text, evidence)))
        return told

    @cached_property
    def _places(self) -> Places:
        return Places(rows("places"), ordinary())

    @cached_property
    def _trades(self) -> Trades:
        return Trades(rows("trades"), ordinary())

    @cached_property
    def _ages(self) -> Ages:
        return Ages.of(languages.default().table("ages"))


def rows(folder: str) -> Iterator[list[str]]:
    """The lines of all tables of a folder, as their columns."""
    for path in sorted(resource("knowledge", folder).glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")


def ordinary() -> Callable[[str], bool]:
    """Whether a word, in lower case, is in the dictionaries."""
    english = languages.default()
    dictionaries = [english.words(name) for name in DICTIONARIES]
    return lambda word: any(word in known for known in dictionaries)
