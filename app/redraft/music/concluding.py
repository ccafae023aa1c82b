"""From readings to conclusions: the music's side, the model's side, and both joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.listening import Listening
from redraft.domain.message import Message, both
from redraft.domain.music import Leak
from redraft.domain.music_report import Clue, ClueKind, Conclusion, Reliability
from redraft.music.ages import middle_years, read_age
from redraft.music.facts import Facts
from redraft.music.genders import read_gender
from redraft.music.hints import read_hints
from redraft.music.places import read_country
from redraft.music.reading import SHOWN, Floats, Reading
from redraft.music.traits import languages, mood, personality, routines

Opinion = Mapping[Attribute, Mapping[str, float]]
"""What the language model thinks: for an attribute, the probability of each value it was asked about."""

BY_MODEL = Message("music.caution_opinion")

REVEALED = 0.5
"""Confidence from which a conclusion counts as given away."""
LEAST_NEWS = 0.1
"""A guess has to be this much surer than it would be of anybody."""
LEAST_SHOWN = {Attribute.AGE: 0.3, Attribute.LOCATION: 0.25, Attribute.SEX: 0.55}
LEAST = 0.35
"""Confidence below which a guess is kept back, by attribute and otherwise."""
SAY = {Attribute.SEX: 0.1}
"""How much the model's opinion counts beside the music's, as an exponent. On gender, where there are labels, more of it
only made things worse (``tests/bench/music_sides.py``, figures in ``models/music/README.md``).
"""
OTHERS_SAY = 0.3


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was read: what can be cut again, and the conclusions that stand on their own.

    ``years`` is shown first for an age, beside what it was read from.
    """

    readings: tuple[Reading, ...]
    plain: tuple[Conclusion, ...]
    years: Clue | None = None


def read_all(facts: Facts, listening: Listening, today: int) -> Read:
    """All readings of the music itself. ``today`` is a year."""
    year = listening.newest.year if listening.newest is not None else today
    found = [read_age(facts, listening, year), read_gender(facts), read_country(facts, listening)]
    readings = [r for r in found if r is not None] + read_hints(facts, listening)
    plain = [*languages(facts), *routines(listening), *mood(listening), *personality(facts)]
    plain += [leaked(leak) for leak in listening.leaks]
    return Read(tuple(readings), tuple(plain), middle_years(facts))


def conclude(read: Read, opinion: Opinion | None = None) -> tuple[Conclusion, ...]:
    """Conclusions, most exposing first; those too unsure to be shown are left out."""
    found = [c for reading in read.readings if (c := _conclusion(reading, opinion or {}, read.years)) is not None]
    return tuple(sorted(merged([*found, *read.plain]), key=_order))


def merged(conclusions: Sequence[Conclusion]) -> list[Conclusion]:
    """One conclusion where the same is said twice, such as habits told by names and by hours: the surer keeps."""
    best: dict[tuple[Attribute, str], Conclusion] = {}
    for conclusion in conclusions:
        key = (conclusion.attribute, conclusion.finding.best.value)
        known = best.get(key)
        if known is None or known.finding.best.confidence < conclusion.finding.best.confidence:
            best[key] = conclusion
    return list(best.values())


def _order(conclusion: Conclusion) -> tuple[int, float, str, str]:
    finding = conclusion.finding
    return (-finding.severity, -finding.best.confidence, finding.attribute, finding.best.value)


def joined(reading: Reading, opinion: Mapping[str, float]) -> Floats:
    """The music's chances times the model's, the latter over their mean and to the power :data:`SAY`.

    A value that the model was not asked about gets its mean, which leaves the music's side as it is.
    """
    chances = np.maximum(reading.chances(frozenset()), 1e-9)
    asked = [opinion[v] for v in reading.values if v in opinion]
    if not asked:
        return chances
    middle = float(np.exp(np.mean(np.log(np.maximum(asked, 1e-6)))))
    said = np.array([max(opinion.get(v, middle), 1e-6) / middle for v in reading.values])
    score = np.log(chances) + SAY.get(reading.attribute, OTHERS_SAY) * np.log(said)
    shares = np.exp(score - score.max())
    return np.asarray(shares / shares.sum())


def _conclusion(reading: Reading, opinion: Opinion, years: Clue | None) -> Conclusion | None:
    thought = opinion.get(reading.attribute, {})
    shares = joined(reading, thought)
    guesses = reading.guesses(shares)
    least = LEAST_SHOWN.get(reading.attribute, LEAST)
    if not guesses or guesses[0].confidence < least:
        return None
    value = guesses[0].value
    column = reading.values.index(value)
    if guesses[0].confidence - reading.base[column] < LEAST_NEWS:
        return None
    clues = tuple(clue for _, clue in reading.carriers(value)[:SHOWN])
    alone = {"music": round(float(reading.chances(frozenset())[column]), 4)}
    if value in thought:
        alone["model"] = round(thought[value], 4)
    best = tuple(Guess(g.value, round(g.confidence, 4)) for g in guesses)
    why = _why(reading.attribute, value, clues, "model" in alone)
    reliability, caution = reading.reliability, reading.caution
    calibrated = reading.calibrated and "model" not in alone
    if "model" in alone and alone["music"] - reading.base[column] < LEAST_NEWS / 2:
        # The songs by themselves do not say so.
        why, clues = Message("music.model_points", {"value": value}), ()
        reliability, caution = Reliability.WEAK, BY_MODEL
    if reading.attribute is Attribute.AGE and years is not None:
        clues = (years, *clues[: SHOWN - 1])
    finding = Finding.make(reading.attribute, best, (), source=Source.MUSIC, basis=Basis.IMPLIED, why=why)
    return Conclusion(finding, clues, reliability, caution, calibrated, alone)


_SAID = {
    Attribute.AGE: Message("music.said_age"),
    Attribute.SEX: Message("music.said_sex"),
    Attribute.LOCATION: Message("music.said_location"),
    Attribute.CHILDREN: Message("music.said_children"),
    Attribute.ROUTINE: Message("music.said_routine"),
    Attribute.FAMILY: Message("music.said_family"),
}


def _why(attribute: Attribute, value: str, clues: Sequence[Clue], model: bool) -> Message:
    names = tuple(clue.name for clue in clues[:3])
    said = _SAID.get(attribute, Message("music.said_this")).filled(value=value)
    why = Message("music.why_names", {"said": said, "names": names}) if names else Message("music.why", {"said": said})
    return both(why, Message("music.model_in_it")) if model else why


def leaked(leak: Leak) -> Conclusion:
    """A user name in the path of a file."""
    why = Message("music.path_holds")
    finding = Finding.make(
        Attribute.NAME,
        (Guess(leak.user, 0.95),),
        (),
        source=Source.MUSIC,
        basis=Basis.STATED,
        why=why,
        kind="user name",
        severity=Severity.HIGH,
    )
    clue = Clue(ClueKind.PATH, leak.path, "path of a file", 1)
    return Conclusion(finding, (clue,), Reliability.STATED, Message("music.path_says"))
