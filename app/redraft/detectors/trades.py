"""Occupations: head nouns of the list with what narrows them, and unlisted ones where a sentence gives one away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from redraft.detectors.contract import Context, Need, identifier
from redraft.detectors.stated import lexicon
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Words:
    """``trades.toml`` of a language, compiled; ``last`` are the last words of head nouns, singular and plural."""

    heads: frozenset[str]
    last: frozenset[str]
    offices: frozenset[str]
    narrower: frozenset[str]
    determiners: frozenset[str]
    plain: frozenset[str]
    articles: frozenset[str]
    frame: re.Pattern[str]
    no_trade: re.Pattern[str]
    not_one: re.Pattern[str]


@cache
def _words(language: Language) -> Words:
    table = language.table("trades")
    notation = Notation(table["parts"])
    alone = {head for head, plain in lexicon.occupations(language).items() if plain}
    heads = frozenset(alone.union(table["more_heads"]))
    last = {_WORD.findall(h)[-1] for h in heads}
    several = {word + "s" for word in last} | {word[:-2] + "en" for word in last if word.endswith("man")}
    lists = {name: frozenset(table[name]) for name in ("offices", "narrower", "determiners", "plain", "articles")}
    return Words(
        heads,
        frozenset(last | several),
        **lists,
        frame=notation.compile(table["frame"]),
        no_trade=notation.compile(any_of(table["no_trade"]) + "$"),
        not_one=notation.compile(table["not_one"]),
    )


class Trades:
    """What somebody works as."""

    name = "trades"
    every_language = False
    tables: tuple[str, ...] = ("trades",)

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Whose occupation it is is left to the stated facts."""
        words = _words(context.language)
        if context.words & words.last:
            yield from _listed(context, words)
        for m in words.frame.finditer(context.text) if context.any_of(words.articles) else ():
            if not words.no_trade.search(m[1].lower()):
                yield identifier(
                    context,
                    m.start(1),
                    m.end(1),
                    Attribute.OCCUPATION,
                    "occupation",
                    0.52,
                    Message("form.said_like_occupation"),
                )


def _singular(word: str) -> str:
    return word[:-2] + "an" if word.endswith("men") else word.removesuffix("s")


def _listed(context: Context, words: Words) -> Iterator[Finding]:
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(context.lower)]
    for at, (word, _, end) in enumerate(tokens):
        if word not in words.last:
            continue
        if words.not_one.match(context.lower, end):
            continue
        joined = _joined(context.text, tokens, at)
        for size in range(min(4, joined), 0, -1):
            names = [t[0] for t in tokens[at - size + 1 : at]]
            head = next(
                (
                    h
                    for h in (" ".join((*names, w)) for w in (word, _singular(word)))
                    if h in words.heads or h.replace(" ", "-") in words.heads
                ),
                None,
            )
            if head is not None:
                first = _widened(tokens, at - size + 1, joined - size, words)
                score = 0.55 if context.first_person or head not in words.offices else 0.4
                yield identifier(
                    context,
                    tokens[first][1],
                    end,
                    Attribute.OCCUPATION,
                    "occupation",
                    score,
                    Message("form.occupation"),
                )
                break


def _joined(text: str, tokens: list[tuple[str, int, int]], at: int) -> int:
    """How many tokens up to this one stand with a single space or hyphen between them, at most seven."""
    count = 1
    while count < 7 and at - count >= 0 and text[tokens[at - count][2] : tokens[at - count + 1][1]] in {" ", "-"}:
        count += 1
    return count


def _widened(tokens: list[tuple[str, int, int]], first: int, room: int, words: Words) -> int:
    """The first token when the words that narrow the occupation are taken in."""
    least = max(0, first - min(3, room))
    while first > least and tokens[first - 1][0] in words.narrower:
        first -= 1
    said = words.plain | words.determiners
    if first - 1 > least and tokens[first - 2][0] in words.determiners and tokens[first - 1][0] not in said:
        first -= 1
    return first
