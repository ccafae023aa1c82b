"""People, places, organisations and works as spaCy's named-entity recogniser sees them, where a prefilter asks it."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from redraft.detectors.contract import Context, Need, identifier, opens_sentence
from redraft.detectors.organisations import generic
from redraft.detectors.vocabulary import doing_words, known_word
from redraft.detectors.wordlists import given_names, is_city, is_name, of_a_way, of_the_calendar, words
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Source
from redraft.domain.message import Message
from redraft.geography import nearby

_LABELS: dict[str, tuple[Attribute, str, float, Message]] = {
    "PERSON": (Attribute.NAME, "name", 0.75, Message("form.like_person")),
    "GPE": (Attribute.PLACE, "place", 0.7, Message("form.like_place")),
    "LOC": (Attribute.PLACE, "place", 0.65, Message("form.like_region")),
    "FAC": (Attribute.PLACE, "building", 0.65, Message("form.like_building")),
    "ORG": (Attribute.ORGANISATION, "organisation", 0.6, Message("form.like_organisation")),
    "NORP": (Attribute.ETHNICITY, "nationality", 0.58, Message("form.like_group")),
    "EVENT": (Attribute.EVENT, "event", 0.55, Message("form.like_event")),
    "PRODUCT": (Attribute.EVENT, "product", 0.4, Message("form.like_product")),
    "WORK_OF_ART": (Attribute.EVENT, "work", 0.45, Message("form.like_work")),
    "LAW": (Attribute.EVENT, "law", 0.45, Message("form.like_law")),
}
_CAPITAL = re.compile(r"(?<![\w@#])[^\W\d_a-zß-öø-ÿ][\w’'-]+")
_POSSESSIVE = re.compile(r"['’](?:s|m|ve|re|ll|d|t)?$")
_PARENTHESIS = re.compile(r" \((?![“\"]the )[^()\n\d]{2,70}\)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TWO = re.compile(
    r"(?<![\w@#])[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?: (?:de |del |do |am )?| d['’]|-)[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?![\w])"
)
LETTERS = 5
"""Capitals that are an abbreviation rather than an unheard-of name."""
ONE_WORD, TWO_WORDS = 50_000, 200_000
"""People from which a capitalised word that is no ASCII, or two of any kind, are taken for a city."""


class Entities:
    """Named entities. The recogniser runs only where something capitalised or listed could be one."""

    name = "entities"
    every_language = False
    tables: tuple[str, ...] = ()

    def needs(self, context: Context) -> Need:
        """ENTITIES when a capitalised word is neither the first of a sentence nor an ordinary one, or a city is named."""
        return Need.ENTITIES if next(_cues(context), None) is not None else Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Entities with a capital, places of the list besides (in lower case only large cities and countries)."""
        if self.needs(context):
            cues = list(_cues(context))
            for entity in context.entities.ents:
                if any(entity.start_char <= cue < entity.end_char for cue in cues):
                    yield from entity_finding(context, entity)
        yield from listed_places(context)


def _cues(context: Context) -> Iterator[int]:
    """Where a capitalised word stands that is neither everybody's word nor merely the first of its sentence."""
    text, language = context.text, context.language
    for m in _CAPITAL.finditer(text):
        low = _POSSESSIVE.sub("", m.group().lower())
        if low in language.words("no_names") or low in language.words("modern"):
            continue
        if (
            not opens_sentence(text, m.start())
            or low in given_names(language)
            or not known_word(low, language)
            or (low in words("places") and low not in doing_words(language))
        ):
            yield m.start()


def entity_finding(context: Context, entity: Any) -> Iterable[Finding]:
    """What one entity (``spacy.tokens.Span``) of a piece says, if anything."""
    start, end = entity.start_char, entity.end_char
    label = _person_or_not(context, start, end) if entity.label_ == "PERSON" else entity.label_
    if label not in _LABELS:
        return
    attribute, kind, score, why = _LABELS[label]
    quote = context.text[start:end]
    if quote[:4].lower() == "the ":
        start += 4
    if quote.endswith(("’s", "'s")):
        end -= 2
    quote = context.text[start:end].strip()
    low = quote.lower()
    if (
        not quote
        or low in context.language.words("no_names")
        or not any(c.isupper() for c in quote)
        or "\n" in quote
        or len(quote) < 2
    ):
        return
    if entity.start_char and context.text[entity.start_char - 1] == "#":
        return
    end = _with_parenthesis(context.text, end) if attribute is Attribute.ORGANISATION else end
    if (
        attribute in {Attribute.ORGANISATION, Attribute.PLACE}
        and generic(quote, context.language)
        and low not in words("cities")
    ):
        score = 0.3
    if attribute is Attribute.NAME and not quote.isascii() and is_city(quote, ONE_WORD):
        return
    if attribute is Attribute.NAME and (any(c.isdigit() for c in quote) or low in words("cities")):
        return
    going = attribute is Attribute.NAME and _word_before(context.text, start) in context.language.words("going")
    listed = low in words("places") and (attribute is not Attribute.NAME or going)
    if listed or _is_where(context, attribute, low, start):
        attribute, kind, score = Attribute.PLACE, "place", max(score, 0.75 if listed else 0.7)
    yield identifier(context, start, end, attribute, kind, score, why, source=Source.ENTITIES)


def _person_or_not(context: Context, start: int, end: int) -> str:
    """The label of what the recogniser took for a person: that, a place's, or none for what names nobody."""
    text, language = context.text, context.language
    parts = [part.strip(",.’'") for part in text[start:end].casefold().split()]
    if of_the_calendar(language, parts):
        return ""
    if of_a_way(language, parts):
        return "GPE"
    word = _POSSESSIVE.sub("", text[start:end])
    if len(parts) > 1 or is_name(word):
        return "PERSON"
    if _is_town(word):
        return "GPE"
    if word.isupper() and len(word) <= LETTERS:
        return ""
    only_first = all(opens_sentence(text, m.start()) for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    return "" if only_first else "PERSON"


@lru_cache(maxsize=4096)
def _is_town(word: str) -> bool:
    return is_city(word, 0) or bool(nearby.named(word))


def _is_where(context: Context, attribute: Attribute, low: str, start: int) -> bool:
    """Whether one word that was taken for a person or a firm stands where only a place does: "in Wick"."""
    if attribute not in {Attribute.NAME, Attribute.ORGANISATION} or " " in low or low in given_names(context.language):
        return False
    before, known = _word_before(context.text, start), context.language.words
    return before in known("inside") or (attribute is Attribute.NAME and before in known("upon"))


def _word_before(text: str, at: int) -> str:
    """The word that stands right before, in lower case; nobody flies to a person."""
    return next(iter(text[max(0, at - 16) : at].casefold().split()[-1:]), "")


def _with_parenthesis(text: str, end: int) -> int:
    """The end of an abbreviation, translation or former name in parentheses right after a name."""
    m = _PARENTHESIS.match(text, end)
    return m.end() if m else end


def listed_places(context: Context) -> Iterable[Finding]:
    """Large cities and countries in any case, other towns with a capital inside a sentence."""
    text, cities, places = context.text, words("cities"), words("places")
    yield from _places_written_abroad(context)
    if not (context.any_of(cities) or context.any_capitalised(places)):
        return
    for m in _WORD.finditer(text):
        word = m.group()
        low = word.lower()
        if low in cities and (word[0].isupper() or low == word) and low not in words("given"):
            yield identifier(
                context, m.start(), m.end(), Attribute.PLACE, "place", 0.66, Message("form.city_or_country")
            )
        elif (
            word[0].isupper()
            and low in places
            and low not in words("given")
            and low not in doing_words(context.language)
            and not opens_sentence(text, m.start())
        ):
            yield identifier(context, m.start(), m.end(), Attribute.PLACE, "place", 0.6, Message("form.listed_town"))


def _places_written_abroad(context: Context) -> Iterable[Finding]:
    """Cities as their own people write them, such as "München", and large ones of two words, such as "São Paulo"."""
    pairs = [m for m in _TWO.finditer(context.text) if is_city(m.group(), TWO_WORDS)]
    for m in pairs:
        yield identifier(context, m.start(), m.end(), Attribute.PLACE, "place", 0.72, Message("form.large_city"))
    if context.text.isascii():
        return
    for m in _CAPITAL.finditer(context.text):
        name = _POSSESSIVE.sub("", m.group())
        within = any(pair.start() <= m.start() < pair.end() for pair in pairs)
        if not name.isascii() and not within and is_city(name, ONE_WORD):
            end = m.start() + len(name)
            yield identifier(context, m.start(), end, Attribute.PLACE, "place", 0.76, Message("form.city_own_language"))
