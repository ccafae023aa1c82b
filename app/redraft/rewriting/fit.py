"""Making a general word stand where a particular one stood: articles, number and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redraft import languages
from redraft.domain.text import Span
from redraft.rewriting.words import list_of

_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)([ \t]+)$")
_BEFORE_THAT = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[ \t]+[\w'’-]+[ \t]+$")
_AT_HOME = re.compile(r"\b(?:live|lives|lived|living|based|back|moved|here)[ \t]+(?:in|at|to)[ \t]+$", re.I)


@dataclass(frozen=True, slots=True)
class General:
    """A general noun: after an article (``head``), of several (``heads``), and with nothing before it (``bare``)."""

    head: str
    heads: str
    bare: str


def article(words: str) -> str:
    """The indefinite article before these words."""
    return languages.default().grammar.article(words)


def fitted(text: str, span: Span, general: General, *, common: bool = False) -> tuple[Span, str]:
    """Where the general word goes and how it reads there; the span takes in an article that has to change.

    A ``common`` noun with a capital at the beginning of a sentence is no name.
    """
    quote = text[span.start : span.end]
    begins = begins_sentence(text, span.start)
    several = is_plural(quote) or (begins and (common or " " in quote) and is_plural(quote[:1].lower() + quote[1:]))
    before = _BEFORE.search(text[: span.start])
    word = before.group(1).casefold() if before else ""
    if before is not None and word in list_of("articles"):
        lead = article(general.head)
        lead = lead.capitalize() if before.group(1)[0].isupper() else lead
        return Span(before.start(), span.end), f"{lead}{before.group(2)}{voiced(general.head, quote)}"
    if word in list_of("determiners") or word.endswith(("'s", "’s")):
        return span, voiced(general.heads if several else general.head, quote)
    before_nouns = list_of("articles") | list_of("determiners")
    earlier = _BEFORE_THAT.search(text[: span.start])
    described = earlier is not None and word not in list_of("joints")
    if described and earlier is not None and earlier.group(1).casefold() in before_nouns:
        return span, voiced(general.heads if several else general.head, quote)
    words = general.heads if several else general.bare
    return span, voiced(words, quote, begins=begins)


def unnamed(text: str, span: Span) -> tuple[Span, str]:
    """How a word that nobody knows reads without a name: "here" where somebody lives, "somewhere" after another word
    of place, else "something".
    """
    quote = text[span.start : span.end]
    if quote.endswith(("'s", "’s")):
        return span, voiced("somebody's", quote, begins=begins_sentence(text, span.start))
    before = _BEFORE.search(text[: span.start])
    word = before.group(1).casefold() if before is not None else ""
    if before is not None and (word in {"in", "at"} or (word == "to" and text[span.start].isupper())):
        where = "here" if _AT_HOME.search(text[: span.start]) else "somewhere"
        begins = begins_sentence(text, before.start())
        return Span(before.start(), span.end), voiced(where, before.group(1), begins=begins)
    if word in {"around", "near", "outside"}:
        return span, "here"
    if word == "from":
        return span, "somewhere"
    if before is not None and word in list_of("articles"):
        return Span(before.start(), span.end), voiced("something", before.group(1), begins=True)
    return fitted(text, span, General("thing", "things", "something"))


def is_plural(quote: str) -> bool:
    """True when the last word looks like several things; a name with an s at its end does not."""
    return languages.default().grammar.is_plural(quote)


def begins_sentence(text: str, at: int) -> bool:
    """True when nothing, a line break or an end mark stands before this place."""
    lead = text[:at].rstrip(" \t\"'“‘(*_>-")
    return not lead or lead[-1] in ".!?…\n"


def voiced(words: str, quote: str, *, begins: bool = False) -> str:
    """The words in the voice of the quote: shouted where it shouts, small where a name is written small, with a
    capital where it begins a sentence.
    """
    if quote.isupper() and sum(map(str.isalpha, quote)) > 4:
        return words.upper()
    if quote.islower() and not begins and " I " not in f" {words} ":
        return words.lower()
    if begins and quote[:1].isupper():
        return words[:1].upper() + words[1:]
    return words


def article_before(text: str, span: Span, words: str) -> tuple[Span, str]:
    """The span with an ``a`` or ``an`` in front of it that would no longer fit ``words``, and both as they should be.

    With empty ``words`` what follows the span decides: "an Italian woman" without "Italian" is "a woman".
    """
    before = _BEFORE.search(text[: span.start])
    if before is None or before.group(1).casefold() not in list_of("articles"):
        return span, words
    after = words or text[span.end :].lstrip()
    lead = article(after)
    lead = lead.capitalize() if before.group(1)[0].isupper() else lead
    return Span(before.start(), span.end), f"{lead}{before.group(2)}{words}"


def has_determiner(text: str, span: Span) -> bool:
    """True when an article, "my" or the like stands right before the span."""
    before = _BEFORE.search(text[: span.start])
    return before is not None and before.group(1).casefold() in list_of("articles") | list_of("determiners")


def of_others(text: str, span: Span) -> bool:
    """True for a noun that is not the author: "my teacher", "the professor", "students", but not "we nurses"."""
    before = _BEFORE.search(text[: span.start])
    word = before.group(1).casefold() if before is not None else ""
    return word in list_of("determiners") - {"no"} or (
        is_plural(text[span.start : span.end].lower()) and word not in {"we", "us", "as"}
    )
