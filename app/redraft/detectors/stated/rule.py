"""A rule of the stated-fact detectors: a pattern, the words without which it cannot match, and what a match says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from redraft.detectors.stated.frame import Frame, Guard
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis
from redraft.domain.message import Message

ADVERBS = (
    r"(?:(?:currently|now|actually|just|also|still|only|really|literally|officially|already|basically|technically|"
    r"honestly|happily|proudly|myself|finally|newly|definitely|personally|kinda|obviously|clearly|almost|like)\s+){0,2}"
)
I_AM = rf"(?<![\w'])(?:i'?m|i am|i've been|ive been|i have been)\s+{ADVERBS}"
"""The author as the subject of "to be"; a negation after it does not match, so "I'm not a doctor" never does."""
I = rf"(?<![\w'])i\s+{ADVERBS}"  # noqa: E741 - the pronoun
WE_ARE = r"(?<![\w'])we(?:'re| are)\s+" + ADVERBS
OPEN = r"(?:(?<=^)|(?<=\n)|(?<=[.!?…;:(—–]\s)|(?<=[.!?…;:(—–])|(?<=\s-\s))"
"""A place where a sentence can start without its subject: "Nurse here, …"."""
MY = r"(?<![\w'])(?:my|our)\s+"

Value = tuple[str, float, int] | tuple[str, float] | str | None
"""What a match says: a value, with its own confidence, and the end of its words; None when it says nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``triggers``: at least one of these words stands in every text that the pattern matches.

    ``why`` is filled with the value. ``group`` names the group that is quoted as evidence, 0 for the whole match.
    """

    attribute: Attribute
    kind: str
    triggers: frozenset[str]
    pattern: re.Pattern[str]
    value: Callable[[re.Match[str], Frame], Value]
    confidence: float
    why: Message
    guard: Guard = Guard.CLAIM
    basis: Basis = Basis.STATED
    group: str | int = 0
    severity: Severity | None = None


def rule(
    attribute: Attribute,
    triggers: str,
    pattern: str,
    value: Callable[[re.Match[str], Frame], Value] | str,
    confidence: float,
    why: Message,
    *,
    kind: str = "",
    guard: Guard = Guard.CLAIM,
    basis: Basis = Basis.STATED,
    group: str | int = 0,
    severity: Severity | None = None,
) -> Rule:
    """A rule whose triggers are given as words with spaces between, and whose value may be a constant."""
    chosen = value if callable(value) else _constant(value)
    words = frozenset(triggers.split())
    return Rule(
        attribute, kind, words, re.compile(pattern), chosen, confidence, why, guard, basis, group, severity
    )  # fmt: skip


def _constant(value: str) -> Callable[[re.Match[str], Frame], Value]:
    def same(match: re.Match[str], frame: Frame) -> Value:
        return value

    return same


class RuleIndex:
    """Rules by trigger word, so that a text is shown only to the rules that can match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._rules = tuple(rules)
        for number, one in enumerate(rules):
            for word in one.triggers:
                self._by_word.setdefault(word, []).append(number)
        self._words = frozenset(self._by_word)

    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule, for measuring what the trigger words lose."""
        return self._rules

    def candidates(self, words: frozenset[str]) -> list[Rule]:
        """The rules of which a trigger word is among ``words``, in their order."""
        hit = words & self._words
        if not hit:
            return []
        return [self._rules[n] for n in sorted({n for word in hit for n in self._by_word[word]})]
