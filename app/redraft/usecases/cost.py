"""What a rewording costs: how much of the text, its questions and its ease of reading is left."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from redraft.domain.text import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_SENTENCE = re.compile(r"[^.!?…\n]*[^\W_][^.!?…\n]*[.!?…]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SMALL = frozenset({"a", "an", "the", "and", "or", "but", "so", "if", "of", "in", "on", "at", "to", "for", "from",
                    "with", "by", "as", "is", "are", "was", "were", "be", "been", "am", "i", "me", "my", "we", "our",
                    "you", "your", "he", "she", "it", "they", "them", "his", "her", "its", "their", "this", "that",
                    "these", "those", "not", "no", "does", "did", "have", "has", "had", "will", "would", "can",
                    "could", "just"})  # fmt: skip
STEM = 4
"""Letters by which two words count as one: "walk" and "walking", "nation" and "national"."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Shares from 0 to 1. ``similarity`` is the cosine of the counts of content words: a cheap stand-in for meaning.

    ``questions`` is how many questions the old text asks and how many of them the new one still does. ``readability``
    is the Flesch reading ease of both (Flesch 1948; about 100 very easy, 30 very hard).
    """

    words_kept: float
    similarity: float
    questions: tuple[int, int]
    readability: tuple[float, float]


def cost(old: str, new: str, words_kept: float) -> Cost:
    """What became of ``old``."""
    asked, left = _questions(old), _questions(new)
    kept = sum(any(likeness(question, other) >= 0.5 for other in left) for question in asked)
    return Cost(words_kept, likeness(old, new), (len(asked), kept), (reading_ease(old), reading_ease(new)))


def likeness(one: str, other: str) -> float:
    """Cosine of the counts of content words, by their first letters; 1 for two texts without any."""
    a, b = _content(one), _content(other)
    if not a or not b:
        return float(a == b)
    shared = sum(a[word] * b[word] for word in a)
    return shared / math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))


def reading_ease(text: str) -> float:
    """206.835 - 1.015 words a sentence - 84.6 syllables a word; a syllable is a run of vowels."""
    words = [word.casefold() for word in _WORD.findall(text)]
    sentences = _SENTENCE.findall(text)
    if not words or not sentences:
        return 100.0
    syllables = sum(max(1, len(_VOWELS.findall(word.rstrip("e")))) for word in words)
    return round(206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words), 1)


def _content(text: str) -> Counter[str]:
    return Counter(w[:STEM] for w in (word.casefold() for word in _WORD.findall(text)) if w not in _SMALL)


def sentences(text: str) -> list[Span]:
    """Roughly, by end marks and lines."""
    return [Span(m.start(), m.end()) for m in _SENTENCE.finditer(text)]


def _questions(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence.endswith("?")]
