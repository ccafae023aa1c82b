"""Health mentions: told from figures of speech and from news, with whose health it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need
from redraft.detectors.health_cues import cues
from redraft.detectors.health_weights import WEIGHTS
from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame
from redraft.detectors.whom import Owner, owner
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.text import Evidence

LABELS = ("figurative", "other", "health")
_LEAST = 0.5
"""Reported above this probability of a real health mention."""
_DENIED = re.compile(r"\b(?:not|n't|never|no|without|isn't|don't|doesn't|didn't|haven't|hasn't)\s+(?:\w+\s+){0,3}$")
_GROUPS = {
    "mental": "mental health",
    "physical": "a physical illness",
    "reproductive": "pregnancy and reproduction",
    "addiction": "an addiction",
    "disability": "a disability",
    "infection": "an infection",
    "symptom": "a symptom",
}


def classify(text: str) -> dict[str, float]:
    """Probabilities of the three classes of RHMD for a whole text: figurative, other (news, jokes, general), health."""
    found = {**cues(text), "bias": 1.0}
    scores = [sum(WEIGHTS[name][i] * value for name, value in found.items()) for i in range(3)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return {label: power / sum(powers) for label, power in zip(LABELS, powers, strict=True)}


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{lexicon.alternation(list(lexicon.conditions()))}|allergic\s+to\s+(?:(?:the|my|an?|most|many|some|all)\s+)?[\w-]+|depressed|addicted)(?![\w-])"
    )


@cache
def _triggers() -> frozenset[str]:
    first = {name.split()[0].split("'")[0] for name in lexicon.conditions()}
    return frozenset(first - {"the", "high", "long", "type", "heart"}) | {
        "allergic",
        "depressed",
        "addicted",
        "blood",
        "covid",
        "heart",
        "type",
        "flu",
    }


class HealthMentions:
    """Real health statements about the author or somebody they know. See :class:`.contract.Detector`."""

    name = "health"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing expensive."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each condition and person, unless the piece as a whole is figurative or general."""
        frame = Frame.of(context)
        if not (frame.words & _triggers()):
            return []
        found: dict[tuple[str, str], Finding] = {}
        chances: dict[tuple[int, int], float] = {}
        for match in _mention().finditer(frame.folded):
            if frame.quoted(match.start()):
                continue
            sentence = frame.sentence(match.start())
            before = frame.folded[max(sentence.start, match.start() - 80) : match.start()]
            if _DENIED.search(before):
                continue
            key = (sentence.start, sentence.end)
            if key not in chances:
                chances[key] = classify(frame.text[sentence.start : sentence.end])["health"]
            whose = owner(frame, sentence, match.start())
            if chances[key] < _LEAST or whose is None:
                continue
            finding = _finding(frame, match, whose, chances[key])
            found.setdefault((finding.best.value, finding.person), finding)
        return list(found.values())


def _finding(frame: Frame, match: re.Match[str], whose: Owner, chance: float) -> Finding:
    name = " ".join(match.group().split())
    group = lexicon.conditions().get(name, "physical" if name.startswith("allergic") else "mental")
    subject, person = whose
    severity = Severity.MEDIUM if group == "symptom" or name.startswith("allerg") else Severity.HIGH
    return Finding.make(
        Attribute.HEALTH,
        (Guess(name, round(min(0.97, chance), 3)),),
        (Evidence.of(frame.text, match.start(), match.end()),),
        source=Source.HEALTH,
        basis=Basis.STATED,
        why=(
            Message("health.says", {"group": _GROUPS[group]})
            if subject is Subject.AUTHOR
            else Message("health.says_of", {"group": _GROUPS[group], "person": person})
        ),
        kind=group,
        subject=subject,
        person=person,
        severity=severity,
    )
