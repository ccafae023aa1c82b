"""How a text closes where words went or changed: spaces, commas, capitals, articles."""

from __future__ import annotations

import re
import unicodedata

from redraft import languages
from redraft.domain.text import Span
from redraft.rewriting.fit import article, begins_sentence
from redraft.rewriting.words import list_of

_FIRST = re.compile(r"\W*([^\W\d_]+)")
_LABEL = re.compile(r"(?:\d{1,2}[/.)]|[-*•–>])[ \t]*")
_QUOTES = '"”’'
_PAIRS = {"(": ")", "[": "]", "—": "—", "–": "–"}
_JOINT = re.compile(r"(?:^|(?<=\s))(?:and|but|so|or|because|,)\s*$", re.I)
_RELATIVE = re.compile(r",?\s*(?:who|whom|whose|which)\b", re.I)
"""What is put into a sentence between two commas, of which none is needed without it."""
_ARTICLE = re.compile(r"\b(an?)([ \t]+)$", re.I)


def closed(text: str, span: Span) -> tuple[Span, str]:
    """What to replace by what, so that nothing hangs where ``span`` goes."""
    gap, words = _closed(text, span)
    edges = text[gap.start - 1 : gap.start], text[gap.end : gap.end + 1]
    if not words and all(edge.isalnum() for edge in edges):
        return gap, " "
    return gap, words


def _closed(text: str, span: Span) -> tuple[Span, str]:
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    after = end
    while after < len(text) and text[after] in " \t":
        after += 1
    before, behind = text[start - 1 : start], text[after : after + 1]
    if _PAIRS.get(before) and behind == _PAIRS[before]:
        return _closed(text, Span(start - 1, after + 1))
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    begins = not before or before == "\n" or begins_sentence(text, span.start) or _LABEL.fullmatch(line) is not None
    closes = behind in _QUOTES and not text[after + 1 : after + 2].isalnum()
    emoji = behind != "" and unicodedata.category(behind) == "So"
    ends = not behind or behind in ".!?…\n;:)" or closes or emoji
    if begins:
        while after < len(text) and text[after] in ",;:–—- \t" and text[after : after + 3].strip("-"):
            after += 1
        if behind and behind in ".!?…" and text[span.start : span.end].strip()[-1:] not in ".!?…":
            while after < len(text) and text[after] in ".!?…":
                after += 1
            while after < len(text) and text[after] in " \t":
                after += 1
        if not behind:
            return Span(start, after), ""
        if text[after : after + 1] == "\n":
            return _without_line(text, Span(start, after))
        return _raised(text, Span(span.start if start < span.start and before not in ("", "\n") else start, after))
    if before in ",;–—-" and (ends or behind in ",;–—"):
        start -= 1
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        return Span(start, span.end if ends or behind else after), ""
    if behind == "," and _JOINT.search(text[:start]):
        return Span(start, after + 1), ""
    if behind in ",":
        both = behind and _RELATIVE.match(text, span.start)
        return Span(start, after + 1 if both else span.end), ""
    if ends:
        return Span(start, after if behind != "\n" and behind and not emoji else span.end), ""
    return _with_article(text, Span(span.start, after) if start < span.start else Span(start, after))


def _without_line(text: str, gap: Span) -> tuple[Span, str]:
    """The end of a line goes without the space before it; a whole line, or paragraph, goes with its break."""
    if text[gap.start - 1 : gap.start] not in ("", "\n"):
        return gap, ""
    alone = gap.start == 0 or text[: gap.start].endswith("\n\n")
    breaks = 2 if alone and text[gap.end : gap.end + 2] == "\n\n" else 1
    return Span(gap.start, gap.end + breaks), ""


def _raised(text: str, gap: Span) -> tuple[Span, str]:
    """A sentence that lost its beginning gets its capital back."""
    lost, following = text[gap.start : gap.end].lstrip(), text[gap.end : gap.end + 1]
    if lost[:1].isupper() and following.islower() and not text[gap.end :].startswith(("http", "www")):
        return Span(gap.start, gap.end + 1), following.upper()
    return gap, ""


def _with_article(text: str, gap: Span) -> tuple[Span, str]:
    """An article before the gap fits what follows now."""
    found = _ARTICLE.search(text[: gap.start])
    if found is None:
        return gap, ""
    lead = article(text[gap.end :])
    if lead == found.group(1).casefold():
        return gap, ""
    lead = lead.capitalize() if found.group(1)[0].isupper() else lead
    return Span(found.start(), gap.end), f"{lead}{found.group(2)}"


def unlabelled(text: str, span: Span) -> Span:
    """The span without the number or the mark that a line of a list begins with, unless all of the line goes."""
    label = _LABEL.match(text, span.start)
    alone = text[span.end : span.end + 1] in ("", "\n")
    if label is None or alone or (span.start and text[span.start - 1] != "\n"):
        return span
    return Span(min(label.end(), span.end), span.end)


def leans(words: str) -> bool:
    """True for words that go on from what stands before them: "He is", "which I", "So we"."""
    first = _FIRST.match(words)
    return first is not None and first.group(1).casefold() in list_of("leaning")


def _within_noun(before: str) -> bool:
    """Whether an article or the like and one word that describes stand there already: "my local"."""
    found = re.search(r"\b([\w'’]+)[ \t]+([\w'’-]+)[ \t]+$", before)
    if found is None or found[2].casefold() in languages.default().words("function"):
        return False
    return found[1].casefold() in list_of("articles") | list_of("determiners")


def fitted(text: str, span: Span, words: str) -> tuple[Span, str]:
    """New words at their place: no second article, "a" or "an" before them, a capital where a sentence begins, small
    letters where nothing else has a capital.
    """
    quote = text[span.start : span.end]
    start = span.start
    found = _ARTICLE.search(text[: span.start])
    first, _, others = words.partition(" ")
    first = first.casefold()
    if others and (first == "the" or first in list_of("articles")) and _within_noun(text[:start]):
        words, first = others, others.split(" ", 1)[0].casefold()
    determiner = re.search(r"\b([\w'’]+)[ \t]+$", text[: span.start])
    before = determiner.group(1).casefold() if determiner is not None else ""
    if before in list_of("articles") | list_of("determiners") and first in (
        list_of("articles") | list_of("determiners") | {"someone", "somebody", "one"}
    ):
        start = determiner.start() if determiner is not None else start
        quote = text[start : span.end]
    elif found is not None:
        lead = article(words)
        if lead != found.group(1).casefold():
            start = found.start()
            quote = text[start : span.end]
            words = f"{lead}{found.group(2)}{words}"
    if quote[:1].isupper() and begins_sentence(text, start):
        words = words[:1].upper() + words[1:]
    elif not quote[:1].isupper() or not begins_sentence(text, start):
        words = words if words.startswith(("I ", "I'")) else words[:1].lower() + words[1:]
    if text.isupper() or (quote.isupper() and sum(map(str.isalpha, quote)) > 4):
        words = words.upper()
    if text.islower():
        words = words.lower()
    return Span(start, span.end), words
