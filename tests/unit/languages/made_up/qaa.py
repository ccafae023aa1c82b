"""Its grammar: several of a thing end in "oo"."""

from __future__ import annotations


def stems(word: str) -> tuple[str, ...]:
    return (word.removesuffix("oo"),) if word.endswith("oo") else ()


def article(words: str) -> str:
    return "zo"
