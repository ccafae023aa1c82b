"""What rules make of findings: which are not shown, which are there because of a rule, which words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.rules import Rule, Ruling
from redraft.domain.text import Evidence, Span

Rules = Collection[Rule]


def always_hidden(rules: Rules, text: str) -> tuple[Finding, ...]:
    """A finding for each of the words that always have to go, where they stand."""
    found = []
    for rule in sorted((r for r in rules if r.ruling is Ruling.HIDE), key=lambda r: r.words):
        evidence = tuple(Evidence.of(text, span.start, span.end) for span in places(rule.words, text))
        if evidence:
            guesses = (Guess(rule.words, 1.0),)
            why = Message("rule.hide")
            found.append(
                Finding.make(Attribute.HIDDEN_WORDS, guesses, evidence, source=Source.RULE, basis=Basis.STATED, why=why)
            )
    return tuple(found)


def allowed(rules: Rules, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without what is wrong or never flagged, and without the words that are never flagged.

    A finding that rested on such words alone is gone; one that rests on others as well keeps those.
    """
    wrong = [r for r in rules if r.ruling is Ruling.WRONG]
    never = {_plain(r.words) for r in rules if r.ruling is Ruling.NEVER}
    if not wrong and not never:
        return tuple(findings)
    left = (_without(never, finding) for finding in findings if not _is_wrong(wrong, finding))
    return tuple(finding for finding in left if finding is not None)


def dismissed(findings: Iterable[Finding]) -> tuple[Rule, ...]:
    """What is wrong about findings, for this draft: their answers, and that their words tell it, so that a closer look
    at the same words does not bring them back.
    """
    return _wrong((f, words) for f in findings for words in (*_answers(f), *_quotes(f)))


def lasting(findings: Iterable[Finding]) -> tuple[Rule, ...]:
    """What is wrong about findings in every draft: the answer, or where none is named, that these words tell it."""
    return _wrong((f, words) for f in findings for words in _answers(f) or _quotes(f))


def opposite(rule: Rule) -> Rule | None:
    """The rule that says the contrary of the same, which cannot hold beside it."""
    pairs = {Ruling.NEVER: Ruling.HIDE, Ruling.GOES: Ruling.STAYS}
    other = (pairs | {there: here for here, there in pairs.items()}).get(rule.ruling)
    return None if other is None else replace(rule, ruling=other)


def left_alone(rules: Rules, text: str) -> tuple[Span, ...]:
    """Where words stand that stay as they are."""
    return tuple(span for r in rules if r.ruling in _UNTOUCHED for span in places(r.words, text))


_UNTOUCHED = frozenset({Ruling.LEAVE, Ruling.NEVER})


def places(words: str, text: str) -> Iterator[Span]:
    """Where words stand as words of their own, in whatever letters and however they are spaced."""
    for match in _pattern(words).finditer(text) if words.strip() else ():
        yield Span(match.start(), match.end())


@lru_cache(256)
def _pattern(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _answers(finding: Finding) -> tuple[str, ...]:
    return (finding.best.value,) if finding.named else ()


def _quotes(finding: Finding) -> tuple[str, ...]:
    return tuple(e.quote for e in finding.evidence)


def _wrong(said: Iterable[tuple[Finding, str]]) -> tuple[Rule, ...]:
    """That words say nothing of what a finding is about, each once."""
    rules = (Rule(Ruling.WRONG, words, finding.attribute, finding.subject) for finding, words in said)
    return tuple(dict.fromkeys(rules))


def _is_wrong(rules: Sequence[Rule], finding: Finding) -> bool:
    of_this = (r for r in rules if r.attribute is finding.attribute and r.subject is finding.subject)
    words = {_plain(r.words) for r in of_this}
    if not words:
        return False
    named = any(_plain(answer) in words for answer in _answers(finding))
    return named or (bool(finding.evidence) and all(_plain(e.quote) in words for e in finding.evidence))


def _without(never: Collection[str], finding: Finding) -> Finding | None:
    """The finding without words that are never flagged; None when it rested on nothing else, or is those words."""
    if not never or finding.source is Source.RULE:
        return finding
    value = finding.best.value
    if finding.named and (_plain(value) in never or _plain(value.partition(",")[0]) in never):
        return None
    kept = tuple(e for e in finding.evidence if _plain(e.quote) not in never)
    if kept == finding.evidence:
        return finding
    return replace(finding, evidence=kept) if kept else None


def _plain(words: str) -> str:
    """Without marks and in small letters, so that the same words are the same."""
    return " ".join(re.findall(r"\w+", words.casefold())) or words.strip()
