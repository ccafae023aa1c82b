"""The detector of stated facts: candidate rules by trigger words, guards, the parser where a guard is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from redraft.detectors.contract import Context, Need
from redraft.detectors.stated import beliefs, learning, passing, people, personal, plain, treatment, where, work
from redraft.detectors.stated.frame import Frame, Verdict
from redraft.detectors.stated.rule import Rule, RuleIndex, Value
from redraft.detectors.stated.syntax import asserted
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding, Guess, Source
from redraft.domain.text import Evidence


@dataclass(frozen=True, slots=True)
class Hit:
    """A match that passed the guards; ``doubt`` is for the parser to settle."""

    rule: Rule
    start: int
    end: int
    value: str
    confidence: float
    doubt: bool


@cache
def index() -> RuleIndex:
    """All rules of the package."""
    return RuleIndex(
        (
            *personal.RULES,
            *people.RULES,
            *work.RULES,
            *learning.RULES,
            *where.RULES,
            *beliefs.RULES,
            *plain.RULES,
            *passing.RULES,
            *treatment.RULES,
        )
    )


def hits(frame: Frame) -> list[Hit]:
    """Everything that the patterns and the cheap guards find in one piece of text."""
    found = []
    for rule in index().candidates(frame.words):
        for match in rule.pattern.finditer(frame.folded):
            verdict = frame.judge(match.start(), match.end(), rule.guard)
            if verdict is Verdict.OUT:
                continue
            said = rule.value(match, frame)
            if said is None:
                continue
            value, confidence, end = _complete(said, rule, match)
            start, end = _trimmed(match.start(), end, frame.text)
            found.append(Hit(rule, start, end, value, confidence, verdict is Verdict.DOUBT))
    return found


def _complete(said: Value, rule: Rule, match: re.Match[str]) -> tuple[str, float, int]:
    """Value, confidence and end, with what the rule left out filled in."""
    if isinstance(said, tuple):
        return said if len(said) == 3 else (said[0], said[1], match.end())
    return str(said), rule.confidence, match.end()


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The quote without the blanks and marks around it."""
    while start < end and not text[start].isalnum() and text[start] not in "([$£€'":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")]%":
        end -= 1
    return start, end


class StatedFacts:
    """Stated facts about the author. See :class:`redraft.detectors.contract.Detector`."""

    name = "stated"
    every_language = False

    @staticmethod
    def _hits(context: Context) -> list[Hit]:
        if "stated" not in context.memo:
            context.memo["stated"] = hits(Frame.of(context))
        return list(context.memo["stated"])

    def needs(self, context: Context) -> Need:
        """The parser when a hit stands beside a word that may undo it."""
        return Need.PARSE if any(hit.doubt for hit in self._hits(context)) else Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each fact and value, the surest wording as its evidence."""
        best: dict[tuple[Attribute, str], Hit] = {}
        for hit in self._hits(context):
            if hit.start >= hit.end or (hit.doubt and not asserted(context.parsed, hit.start, hit.end)):
                continue
            key = (hit.rule.attribute, hit.value.casefold())
            if key not in best or best[key].confidence < hit.confidence:
                best[key] = hit
        return [_finding(hit, context.text) for hit in best.values()]


def _finding(hit: Hit, text: str) -> Finding:
    sure = hit.confidence - (0.06 if hit.doubt else 0.0)
    return Finding.make(
        hit.rule.attribute,
        (Guess(hit.value, round(sure, 3)),),
        (Evidence.of(text, hit.start, hit.end),),
        source=Source.STATED,
        basis=hit.rule.basis,
        why=hit.rule.why.filled(value=hit.value),
        kind=hit.rule.kind,
        severity=hit.rule.severity,
    )
