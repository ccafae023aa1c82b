"""Health mentions: told from figures of speech and from news, with whose health it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need
from redraft.detectors.health_cues import cues, weights
from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import WORD, Frame
from redraft.detectors.whom import Owner, owner
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source, Subject
from redraft.domain.message import Message
from redraft.domain.text import Evidence
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of, literally

LABELS = ("figurative", "other", "health")
_LEAST = 0.5
"""Reported above this probability of a real health mention."""


def classify(text: str, language: Language) -> dict[str, float]:
    """Probabilities of the three classes of RHMD for a whole text: figurative, other (news, jokes, general), health."""
    found, odds = {**cues(text, language), "bias": 1.0}, weights(language)
    scores = [sum(odds[name][i] * value for name, value in found.items()) for i in range(3)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return {label: power / sum(powers) for label, power in zip(LABELS, powers, strict=True)}


@cache
def _mention(language: Language) -> re.Pattern[str]:
    names = any_of((*literally(lexicon.conditions(language)), *language.table("health")["more"]))
    return Notation().compile(rf"(?<![\w-]){names}(?![\w-])")


@cache
def _denied(language: Language) -> re.Pattern[str]:
    return Notation().compile(language.table("health")["denied"])


@cache
def _triggers(language: Language) -> frozenset[str]:
    """The first word of each name."""
    first = {m.group() for name in lexicon.conditions(language) if (m := WORD.search(name))}
    return frozenset(first | {word.partition("'")[0] for word in first} | set(language.table("health")["words"]))


class HealthMentions:
    """Real health statements about the author or somebody they know. See :class:`.contract.Detector`."""

    name = "health"
    every_language = False
    tables: tuple[str, ...] = ("health", "guards")

    def needs(self, context: Context) -> Need:
        """Nothing expensive."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each condition and person, unless the piece as a whole is figurative or general."""
        frame = Frame.of(context)
        if not (frame.words & _triggers(frame.language)):
            return []
        found: dict[tuple[str, str], Finding] = {}
        chances: dict[tuple[int, int], float] = {}
        for match in _mention(frame.language).finditer(frame.folded):
            if frame.quoted(match.start()):
                continue
            sentence = frame.sentence(match.start())
            if _denied(frame.language).search(frame.before(match.start())):
                continue
            key = (sentence.start, sentence.end)
            if key not in chances:
                chances[key] = classify(frame.text[sentence.start : sentence.end], frame.language)["health"]
            whose = owner(frame, sentence, match.start())
            if chances[key] < _LEAST or whose is None:
                continue
            finding = _finding(frame, match, whose, chances[key])
            found.setdefault((finding.best.value, finding.person), finding)
        return list(found.values())


def _finding(frame: Frame, match: re.Match[str], whose: Owner, chance: float) -> Finding:
    name = " ".join(match.group().split())
    table = frame.language.table("health")
    begins = (group for start, group in table["begins"].items() if name.startswith(start))
    group = lexicon.conditions(frame.language).get(name) or next(begins, "mental")
    said = table["groups"][group]
    subject, person = whose
    severity = Severity.MEDIUM if group == "symptom" or name.startswith(tuple(table["mild"])) else Severity.HIGH
    return Finding.make(
        Attribute.HEALTH,
        (Guess(name, round(min(0.97, chance), 3)),),
        (Evidence.of(frame.text, match.start(), match.end()),),
        source=Source.HEALTH,
        basis=Basis.STATED,
        why=(
            Message("health.says", {"group": said})
            if subject is Subject.AUTHOR
            else Message("health.says_of", {"group": said, "person": person})
        ),
        kind=group,
        subject=subject,
        person=person,
        severity=severity,
    )
