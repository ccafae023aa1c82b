"""From findings to the crowd they leave: people, bits, level, and what each finding adds."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from redraft.domain.attributes import CODES, Attribute
from redraft.domain.exposure import Audience, Contribution, Exposure, Level
from redraft.domain.finding import Finding, Source, Subject
from redraft.domain.message import Message
from redraft.domain.report import Verdict
from redraft.exposure.audiences import STRANGERS
from redraft.exposure.contributions import Game
from redraft.exposure.crowd import count, covered
from redraft.exposure.places import find
from redraft.exposure.tables import world

SAMPLES = 200
SOME_BITS, HIGH_BITS = 10.0, 20.0
"""Bits from which the level is some and high: one of a thousand readers' guesses, one of a million."""
FEW = 10.0
"""A crowd of at most this many people counts as identified."""
Z = 1.645
"""Half width of a 90 % interval of a normal distribution, in standard deviations."""


def assess(
    findings: Sequence[Finding],
    verdicts: Sequence[Verdict] = (),
    audience: Audience = STRANGERS,
    public: Sequence[Finding] = (),
) -> Exposure:
    """How far the findings about the author narrow people down for a reader.

    Of each attribute the surest first guess counts, known with its confidence and otherwise narrowing nothing.
    ``public`` are facts that everybody may know: they, and what the audience knows, are no news.
    """
    values = _surest(findings, verdicts)
    prior: dict[Attribute, _Value] = {f.attribute: (f.best.value, 1.0, ()) for f in public}
    prior |= {a: v for a, v in values.items() if a in audience.knows and a not in prior}
    told = {a: v for a, v in values.items() if a not in prior}
    everything = prior | told
    location = everything.get(Attribute.LOCATION)
    place = find(location[0]) if location else None
    unknown = tuple(sorted(a for a, v in everything.items() if not covered(a, v[0], place)))
    usable = {a: everything[a] for a in sorted(everything) if a not in unknown}

    @cache
    def log(known: frozenset[Attribute]) -> tuple[float, float]:
        found = count({a: usable[a][0] for a in usable if a in known})
        return found[0], found[1]

    base = frozenset(a for a in usable if a in prior)
    news = [a for a in usable if a not in base]
    drawn = _draws({a: usable[a][1] for a in news})
    logs = np.array([log(base | kept)[0] for kept in drawn])
    spread = log(base | frozenset(news))[1]
    start = log(base)[0]
    median, low, high = (float(np.quantile(logs, q)) for q in (0.5, 0.05, 0.95))
    low, high = max(0.0, min(low, median - Z * spread)), min(math.log(world()), max(high, median + Z * spread))
    bits = (start - median) / math.log(2)
    game = Game(tuple(news), tuple(drawn), lambda kept: (start - log(base | kept)[0]) / math.log(2))
    single, whole = game.shapley(), game.value(frozenset(news))
    parts = tuple(
        Contribution(a, usable[a][0], usable[a][2], single[a], whole - game.value(frozenset(news) - {a}))
        for a in sorted(news, key=lambda a: (-single[a], a))
    )

    def gain(part: frozenset[Attribute]) -> tuple[float, float]:
        """Bits of the news, and the crowd's logarithm, for a reader who has of the known only ``part``."""
        left = float(np.median([log(part | kept)[0] for kept in drawn]))
        return (log(part)[0] - left) / math.log(2), left

    fixed = frozenset(f.attribute for f in public)
    level = max(_level(*gain(part), told, audience) for part in _parts(base, fixed))
    used = count({a: v[0] for a, v in usable.items()})[2]
    return Exposure(
        people=math.exp(median), people_low=math.exp(low), people_high=math.exp(high),
        bits=bits, bits_low=max(0.0, (start - high) / math.log(2)), bits_high=max(0.0, (start - low) / math.log(2)),
        level=level, reasons=_reasons(parts, told, audience), contributions=parts, unknown=unknown,
        assumptions=tuple(sorted(used, key=str)), audience=audience.name,
        place=place.name if place else "the world", place_people=place.people if place else world(),
    )  # fmt: skip


_Value = tuple[str, float, tuple[int, ...]]


def _surest(findings: Sequence[Finding], verdicts: Sequence[Verdict]) -> dict[Attribute, _Value]:
    """Attribute -> first guess of its surest finding, its confidence, and where its findings stand."""
    best: dict[Attribute, _Value] = {}
    told = {v.attribute: v.told for v in verdicts if v.revealed and v.told is not None}
    rows: list[tuple[Attribute, str, float, tuple[int, ...]]] = [
        (f.attribute, f.best.value, _known(f, told.get(f.attribute, 0.0)), (i,))
        for i, f in enumerate(findings)
        if f.subject is Subject.AUTHOR and about_author(f) and _narrows(f)
    ]
    seen = {row[0] for row in rows} | CODES
    empty: tuple[int, ...] = ()
    rows += [
        (v.attribute, v.guesses[0].value, v.confidence, empty)
        for v in verdicts
        if v.revealed and v.attribute not in seen and v.confidence > 0
    ]
    for attribute, value, confidence, at in rows:
        old = best.get(attribute, ("", -1.0, ()))
        chosen = max((old[1], old[0]), (confidence, value))
        best[attribute] = (chosen[1], chosen[0], tuple(sorted(old[2] + at)))
    return best


def _narrows(finding: Finding) -> bool:
    """That one could tell how to reach the author, or what they owe, leads to nobody as long as no number is there."""
    if finding.attribute in CODES and not finding.mentioned:
        return finding.named and finding.source is not Source.STATED
    return finding.best.confidence > 0


def _known(finding: Finding, told: float) -> float:
    """How likely a reader has it. What stands in the words is known to whoever can tell that it is the author's,
    whatever a small model makes of it.
    """
    value = finding.best.value.partition(",")[0].casefold()
    in_words = any(value in e.quote.casefold() for e in finding.evidence)
    return max(finding.best.confidence, told if in_words else 0.0)


def about_author(finding: Finding) -> bool:
    """False for a mere mention: a town, a trade or somebody's name in a text says nothing of who wrote it."""
    if not finding.mentioned or (finding.attribute in CODES and finding.attribute is not Attribute.ACCOUNT):
        return True
    if finding.attribute in {Attribute.NAME, Attribute.ACCOUNT}:
        return finding.owned or finding.kind.startswith("own_") or finding.kind in {"username", "number"}
    return finding.attribute is Attribute.AGE and finding.kind == "birth_date"


def _draws(sure: dict[Attribute, float]) -> list[frozenset[Attribute]]:
    """Sets of attributes that a reader has right, each drawn with its confidence.

    Every attribute has a stratified sequence of its own that does not depend on the others: a new attribute can only
    shrink each drawn crowd, which keeps the result monotonic, and the order of findings cannot matter.
    """
    drawn: list[set[Attribute]] = [set() for _ in range(SAMPLES)]
    for attribute, confidence in sure.items():
        for i, u in enumerate(_sequence(attribute)):
            if u < confidence:
                drawn[i].add(attribute)
    return [frozenset(d) for d in drawn]


@cache
def _sequence(attribute: Attribute) -> tuple[float, ...]:
    seed = int.from_bytes(hashlib.sha256(attribute.value.encode()).digest()[:8], "big")
    return tuple((np.random.default_rng(seed).permutation(SAMPLES) + 0.5) / SAMPLES)


def _parts(base: frozenset[Attribute], fixed: frozenset[Attribute]) -> Iterator[frozenset[Attribute]]:
    """All that a reader may have in mind of what they know; ``fixed`` is what everybody has.

    Next to what leaves one person nothing counts as news, so that a level taken from all they know would fall when a
    text repeats some of it. It is the highest that any of these readers would find.
    """
    loose = sorted(base - fixed)
    for size in range(len(loose) + 1):
        for part in combinations(loose, size):
            yield fixed & base | frozenset(part)


def _level(bits: float, log_people: float, told: dict[Attribute, _Value], audience: Audience) -> Level:
    """Bits set the floor, what hurts lifts it; see ARCHITECTURE.md. Every part only grows with more findings."""
    if not told:
        return Level.NONE
    level = Level.HIGH if bits >= HIGH_BITS else Level.SOME if bits >= SOME_BITS else Level.LOW
    if bits >= 1 and log_people <= math.log(FEW):
        return Level.IDENTIFYING
    hurting = any(a in audience.hurts and v[1] >= 0.5 for a, v in told.items())
    return max(level, Level.SOME) if hurting else level


def _reasons(parts: tuple[Contribution, ...], told: dict[Attribute, _Value], audience: Audience) -> Message:
    """The two attributes that narrow most; what hurts stands in when nothing narrows."""
    names = [p.attribute.value for p in parts[:2] if p.shapley >= 0.5]
    hurting = sorted(a.value for a in told if a in audience.hurts)
    names += [h for h in hurting if h not in names][: 2 - len(names)]
    return Message("exposure.mostly", {"names": tuple(names)}) if names else Message("exposure.little")
