"""Which language a text is in, offline: by its script, and by the function words that no text does without.

Small on purpose: a statistical identifier knows more languages but takes 100 MB and, on short posts full of slang, sees
Frisian and Maltese everywhere. A wrong "English" costs little here, since it only means that more is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redraft import languages
from redraft.assets import resource
from redraft.detectors.vocabulary import known_word
from redraft.domain.text import Span
from redraft.languages import DEFAULT, UNDECIDED

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = tuple(
    (code, re.compile(f"[{block}]"))
    for code, block in (
        ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af\u1100-\u11ff"), ("th", "\u0e00-\u0e7f"), ("he", "\u0590-\u05ff"),
        ("el", "\u0370-\u03ff\u1f00-\u1fff"), ("hi", "\u0900-\u097f"), ("bn", "\u0980-\u09ff"), ("pa", "\u0a00-\u0a7f"),
        ("gu", "\u0a80-\u0aff"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"),
        ("ml", "\u0d00-\u0d7f"), ("si", "\u0d80-\u0dff"), ("ka", "\u10a0-\u10ff"), ("hy", "\u0530-\u058f"),
        ("am", "\u1200-\u137f"), ("fa", "پچژگ"), ("ar", "\u0600-\u06ff"),
        ("zh", "\u4e00-\u9fff"), ("ru", "\u0400-\u04ff"),
    )
)  # fmt: skip
"""The commonest language of each script; words tell the languages in Cyrillic apart."""
_ANY_OTHER = re.compile(r"[\u0370-\u1fff\u2c00-\ud7af\uf900-\ufaff\ufe70-\ufeff]")
ENOUGH = 4
"""Words below which no language is told, unless its script is not Latin."""
_SLANG = 60
"""Words up to which a text with few function words, as in chats, is English when nearly all are in its dictionary."""
_LEAST = 0.2
"""Share of function words from which another language than English is told."""

LEAST_OTHER = 80
"""Code points from which a paragraph may be in another language than the rest."""
PLAINLY = 1.6
"""How much more its function words have to speak for that language than for the one of the rest."""
_NEARLY = 0.8
"""Share of the likeliest language's weight from which one is taken that is read here: the others are seldom meant."""
_MIXED = 0.75
"""Share of words of an English dictionary from which the function words of another language are a coincidence."""


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """Each function word to the languages that have it."""
    listed = resource("languages", "function_words.tsv").read_text(encoding="utf-8").splitlines()
    by_code = {code: words.split() for code, _, words in (line.partition("\t") for line in listed if line[0] != "#")}
    by_code |= {language.code: sorted(language.words("function")) for language in languages.every()}
    found: dict[str, tuple[str, ...]] = {}
    for code, words in by_code.items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found


def language_of(text: str) -> str:
    """An ISO 639-1 code, or :data:`UNDECIDED` when there are too few words. Looks at the first 2,000 code points."""
    head = text[:2000]
    if _plainly_usual(head):
        return DEFAULT
    foreign = len(_ANY_OTHER.findall(head)) >= max(4, 0.3 * len(head))
    words = _lower(head)
    if foreign:
        script = max(_SCRIPTS, key=lambda pair: len(pair[1].findall(head)))[0]
        return _by_words(words, mixed=False) or script if script == "ru" else script
    if len(words) < ENOUGH:
        return UNDECIDED
    usual = languages.default().words("commonest")
    return _by_words(words, mixed=True) or (DEFAULT if any(word in usual for word in words) else UNDECIDED)


def stretches(text: str, code: str) -> tuple[tuple[Span, str], ...]:
    """The text cut where its language changes, each part with its code; ``code`` is that of the whole.

    Only a paragraph of some length is taken for another language than the whole: one word or a quotation is not.
    """
    if "\n" not in text.strip():
        return ((Span(0, len(text)), code),)
    found: list[tuple[Span, str]] = []
    for span in _paragraphs(text):
        own = _own(text[span.start : span.end], code)
        same = bool(found) and found[-1][1] == own
        start = found.pop()[0].start if same else span.start
        found.append((Span(start, span.end), own))
    return tuple(found) or ((Span(0, len(text)), code),)


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines with their ends."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield Span(at, end)
        at = end


def _own(paragraph: str, code: str) -> str:
    """What a paragraph of a text is in: something else only where that is plain."""
    if len(paragraph) < LEAST_OTHER:
        return code
    own = language_of(paragraph)
    if own in (UNDECIDED, code):
        return code
    weight, _ = _weights(_lower(paragraph))
    plain = not weight or weight.get(own, 0.0) >= PLAINLY * weight.get(code, 0.0)
    return own if plain else code


def _plainly_usual(head: str) -> bool:
    """The commonest case told in a few microseconds; False leaves it open."""
    words = [word.strip(".,!?…:;\"'“”()*-") for word in head.lower().replace("’", "'").split()]
    usual = languages.default()
    commonest = usual.words("commonest")
    common = sum(word in commonest or word.partition("'")[0] in commonest for word in words)
    if common >= 3 and common >= 0.2 * len(words):
        return True
    if len(words) < ENOUGH or len(words) > _SLANG or not common:
        return False
    return sum(known_word(word, usual) for word in words) >= 0.8 * len(words)


def _lower(text: str) -> list[str]:
    return [word.lower().replace("’", "'").partition("'")[0] for word in _WORD.findall(text)]


def _weights(words: list[str]) -> tuple[dict[str, float], dict[str, int]]:
    """By language, how much function words speak for it, one that several share counting less, and how many."""
    weight: dict[str, float] = {}
    hits: dict[str, int] = {}
    for word in words:
        owners = _owners().get(word, ())
        for code in owners:
            weight[code] = weight.get(code, 0.0) + 1 / len(owners)
            hits[code] = hits.get(code, 0) + 1
    return weight, hits


def _by_words(words: list[str], *, mixed: bool) -> str:
    """The language that most function words speak for, a word that several share counting less; "" when none does."""
    weight, hits = _weights(words)
    best = max(weight, key=lambda code: (weight[code], code), default="")
    if best and languages.find(best) is None:
        near = [one.code for one in languages.every() if weight.get(one.code, 0.0) >= _NEARLY * weight[best]]
        best = max(near, key=lambda code: weight[code], default=best)
    if not best or hits[best] < max(2, _LEAST * len(words)):
        return ""
    if not mixed or best == DEFAULT:
        return best
    long = [word for word in words if len(word) > 2]
    plain = sum(known_word(word, languages.default()) for word in long) >= _MIXED * len(long)
    return "" if plain or weight[best] < 1.3 * weight.get(DEFAULT, 0.0) else best
