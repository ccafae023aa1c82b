"""What a detector of the fast tier is, and what it is shown: one piece of a text at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntFlag
from functools import cache, cached_property
from typing import Any, Protocol

from redraft import languages
from redraft.detectors import nlp
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.text import Evidence, Span
from redraft.languages import Language
from redraft.languages.notation import NOTHING, Notation

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]{0,3}[ \t]+(?=[\"'“‘(\[]{0,3}[^\W\d_a-z])|\n+")

_CAPITALISED = re.compile(r"(?<![^\W\d_])[^\W\d_a-zß-öø-ÿ][^\W\d_]*")


class Need(IntFlag):
    """The expensive parts of spaCy that a detector asks for on one piece of text."""

    NOTHING = 0
    ENTITIES = 1
    PARSE = 2


class Context:
    """One piece of a text (a paragraph, or a few sentences of a long one), with what several detectors want to know.

    All offsets are code points within ``text``; the tier moves findings to their place in the whole text. Everything is
    computed when first asked for. ``doc`` is the tokenised piece; ``entities`` and ``parsed`` are the same spaCy Doc
    after the named-entity recogniser, or the tagger, parser and lemmatiser, ran on it: asking costs 1 to 5 ms, so ask
    only when :meth:`Detector.needs` said so, which lets the tier run many pieces in one batch.
    """

    def __init__(self, text: str, language: Language | None = None, *, readable: bool = True) -> None:
        self.text = text
        self.language = language or languages.default()
        self.readable = readable
        """False for a text in no language that there is a folder for; ``language`` is then the usual one, whose words
        for numbers and documents are understood everywhere."""
        self.memo: dict[str, Any] = {}
        """What a detector worked out about it and wants again, by a name of its own."""

    @cached_property
    def lower(self) -> str:
        """The text in lower case, only where that keeps every offset (else letter by letter)."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(c.lower()[:1] or c for c in self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words of letters, in lower case: what most prefilters ask for."""
        return frozenset(re.findall(r"[^\W\d_]+", self.lower))

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Those of its words that begin with a capital somewhere, in lower case."""
        return frozenset(w.lower() for w in _CAPITALISED.findall(self.text))

    def any_capitalised(self, words: frozenset[str]) -> bool:
        """As :meth:`any_of`, for patterns in which the word has a capital."""
        return not self.capitalised.isdisjoint(words)

    def any_of(self, words: frozenset[str]) -> bool:
        """True when one of these lower-case words stands in it: the gate in front of a costly pattern."""
        return not self.words.isdisjoint(words)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences by a cheap rule (end mark, space, capital; line ends), without spaCy."""
        return tuple(split_sentences(self.text, self.language))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Lines without their ends, empty ones left out."""
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.text))

    @cached_property
    def first_person(self) -> bool:
        """True when a pronoun of the first person stands somewhere: the author speaks of themselves."""
        return _pattern(self.language, "first_person").search(self.text) is not None

    @cached_property
    def has_digit(self) -> bool:
        """True when there is a decimal digit of any script."""
        return re.search(r"\d", self.text) is not None

    @cached_property
    def doc(self) -> Any:
        """The tokenised text (``spacy.tokens.Doc``)."""
        return nlp.tokenise(self.text, self.language)

    @property
    def entities(self) -> Any:
        """``doc`` with ``doc.ents`` set."""
        nlp.recognise([self.doc], self.language)
        return self.doc

    @property
    def parsed(self) -> Any:
        """``doc`` with tags, dependencies, sentence starts and lemmas."""
        nlp.parse([self.doc], self.language)
        return self.doc


class Detector(Protocol):
    """Finds one family of things. Stateless between calls; never raises for any text; linear in its length."""

    name: str
    every_language: bool
    """Whether it makes sense in a text whose language has no folder."""
    tables: tuple[str, ...]
    """Those that a language must have for it to work there at all."""

    def needs(self, context: Context) -> Need:
        """Which expensive parts :meth:`detect` will use on this piece; decided by cheap prefilters."""

    def detect(self, context: Context) -> Iterable[Finding]:
        """What it found, in offsets of ``context.text``; usually one piece of evidence a finding."""


def words_of(pattern: str) -> frozenset[str]:
    """The words that an alternation of literals may match, as a gate for it: optional letters read with and without.

    Words that a character class spells are lost, so a pattern with such words needs them added.
    """
    plain = re.sub(r"\(\?[a-z!=<-]*:?|\\.|\[[^\]]*\]|\{[^}]*\}", " ", pattern)
    found = set()
    for word in re.findall(r"[^\W\d_]+\??", plain):
        found |= {word[:-1].lower(), word[:-2].lower()} if word.endswith("?") else {word.lower()}
    return frozenset(found)


def split_sentences(text: str, language: Language) -> Iterable[Span]:
    """Cut a text into sentences by a cheap rule; spans do not overlap and hold every visible character."""
    abbreviation = _pattern(language, "abbreviation")
    at = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and abbreviation.search(text, max(at, match.start() - 12), match.start()):
            continue
        if match.start() > at:
            yield Span(at, match.start())
        at = match.end()
    if at < len(text):
        yield Span(at, len(text))


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    """One of the patterns of a language's main table; one that matches nothing where it has none."""
    table = language.table("language")
    return Notation.of(table).compile(table.get(name, NOTHING))


_OPEN = re.compile(r"(?:^|[^\w\s,;&'’)/@]|-)[\s\"“'‘(*#>@]*$")


def opens_sentence(text: str, at: int) -> bool:
    """True when the word there opens a sentence, line, quotation or bracket: its capital then says nothing.

    A mark such as an emoji ends a sentence as well.
    """
    return _OPEN.search(text, max(0, at - 6), at) is not None


def identifier(
    context: Context,
    start: int,
    end: int,
    attribute: Attribute,
    kind: str,
    score: float,
    why: Message,
    *,
    value: str | None = None,
    source: Source = Source.IDENTIFIERS,
) -> Finding:
    """A finding that rests on ``context.text[start:end]``; ``value`` is that text unless a normal form is given."""
    evidence = Evidence.of(context.text, start, end)
    guess = Guess(value or evidence.quote, score)
    return Finding.make(attribute, (guess,), (evidence,), source=source, basis=Basis.STATED, why=why, kind=kind)
