"""Ladders of nouns that need an article: jobs become their field, peoples their continent, the rest its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redraft import languages
from redraft.domain.attributes import Attribute
from redraft.domain.text import Span
from redraft.rewriting.fit import General, article
from redraft.rewriting.words import list_of

_PLURAL = re.compile(r"(?<=[a-z])s$")
_KINDS = {
    Attribute.PLACE: (General("place", "places", "a place"),),
    Attribute.WHEREABOUTS: (General("place", "places", "a place"),),
    Attribute.EDUCATION: (
        General("qualification", "qualifications", "a qualification"),
        General("course", "courses", "studies"),
    ),
    Attribute.TITLE: (General("title", "titles", "a title"),),
}
_SPOKEN = re.compile(
    r"\b(?:speak\w*|spoke|learn\w*|stud(?:y|ied|ying)|fluent in|in|into|either|read\w*|write|know|taught|teach\w*)\s+$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:[eo]r|ist|ian|eer|man|woman|maker|ant|worker)s?$")
_ANYBODY = General("person", "people", "someone")
_ANY_WORK = General("worker", "workers", "a worker")
_WORKPLACE = General("workplace", "workplaces", "work")


def generals(quote: str, attribute: Attribute) -> tuple[General, ...]:
    """General nouns for a quote, mildest first; empty when none is known."""
    people = continent(quote)
    if people is not None:
        return (General(people, f"{people}s", people),)
    if attribute is Attribute.OCCUPATION:
        return _occupation(quote)
    return _KINDS.get(attribute, ())


def continent(quote: str) -> str | None:
    """What people of the quote's continent are called: Dutch becomes European."""
    words = quote.casefold().strip(" .,!?'’\"").replace(" ", "-")
    known = _peoples()
    return known.get(words) or known.get(words.rstrip("s"))


def is_job(words: str) -> bool:
    """True for words that end with the title of a job or a learner's: a person, not a place of work."""
    last = _PLURAL.sub("", words.casefold().split()[-1]) if words.split() else ""
    return last in _fields() or last in list_of("learners")


def peoples(text: str) -> Iterator[Span]:
    """Where a text names a people or calls somebody after it; a language that is spoken or learned is none."""
    for match in _people_pattern().finditer(text):
        spoken = _SPOKEN.search(text[: match.start()]) or re.match(r"\s+(?:language|class|lesson)", text[match.end() :])
        if not spoken:
            yield Span(match.start(), match.end())


@cache
def _people_pattern() -> re.Pattern[str]:
    words = sorted((re.escape(p).replace(r"\-", "[- ]") for p in _peoples()), key=len, reverse=True)
    return re.compile(rf"(?<![\w#@/'’-])(?:{'|'.join(words)})s?(?![\w-])", re.IGNORECASE)


def _occupation(quote: str) -> tuple[General, ...]:
    words = re.findall(r"[^\W\d_]+", quote.casefold())
    if words and _PLURAL.sub("", words[-1]) in list_of("learners"):
        return (_ANYBODY,)
    fields = _fields()
    if _PLURAL.sub("", " ".join(words)) in {field.head for field in fields.values()}:
        return (_ANY_WORK,)  # general already: what an office worker does is no other field
    field = next((fields[w] for w in reversed(words) for w in (w, _PLURAL.sub("", w)) if w in fields), None)
    if field is not None:
        return (field, _ANY_WORK)
    return (_ANYBODY,) if words and _PERSON.search(words[-1]) else (_WORKPLACE,)


@cache
def _fields() -> dict[str, General]:
    """Last words of job titles to their field."""
    found: dict[str, General] = {}
    for line in languages.default().lines("words/occupation_fields.txt"):
        name, heads = line.split(":")
        one, several = (part.strip() for part in name.split(","))
        found |= dict.fromkeys(heads.split(), General(one, several, f"{article(one)} {one}"))
    return found


@cache
def _peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in languages.default().lines("words/peoples.txt"):
        name, people = line.split(":")
        found |= dict.fromkeys(people.split(), name.strip())
    return found
