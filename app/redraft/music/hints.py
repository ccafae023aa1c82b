"""What names, titles, artists and kinds of music hint at: family, faith, politics, health, work, habits."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from redraft.domain.attributes import Attribute
from redraft.domain.listening import Listening
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, ClueKind, Reliability
from redraft.music.catalogue import Marker, markers
from redraft.music.facts import Facts
from redraft.music.reading import Reading, added_up

FULL = 3
"""Songs of one artist that count, and songs from which titles, artists and kinds count in full."""
LEAST, LEAST_SHARE = 2, 0.005
"""Songs, and share of all, below which titles, artists and kinds are chance: anybody has one hymn or one lullaby."""


@dataclass(frozen=True, slots=True)
class About:
    """``rare`` is the share of listeners for whom it holds, ``ceiling`` the most that is believed; by judgement."""

    rare: float
    ceiling: float
    reliability: Reliability
    caution: Message


_WORDS = Message("music.caution_words")
_FAIR, _WEAK = Reliability.FAIR, Reliability.WEAK
ABOUT = {
    Attribute.CHILDREN: About(0.2, 0.9, _FAIR, Message("music.caution_children")),
    Attribute.FAMILY: About(0.04, 0.85, _FAIR, _WORDS),
    Attribute.RELATIONSHIP: About(0.12, 0.75, _WEAK, Message("music.caution_wedding", {"words": _WORDS})),
    Attribute.RELIGION: About(0.15, 0.9, _FAIR, Message("music.caution_sacred")),
    Attribute.POLITICS: About(0.12, 0.75, _WEAK, Message("music.caution_message")),
    Attribute.ORIENTATION: About(0.05, 0.7, _WEAK, Message("music.caution_names", {"words": _WORDS})),
    Attribute.HEALTH: About(0.1, 0.7, _WEAK, Message("music.caution_sad", {"words": _WORDS})),
    Attribute.OCCUPATION: About(0.06, 0.75, _WEAK, Message("music.caution_work")),
    Attribute.ROUTINE: About(0.3, 0.9, _FAIR, _WORDS),
}


def read_hints(facts: Facts, listening: Listening) -> list[Reading]:
    """A reading for each attribute and value that something hints at; several values of one compete."""
    hits = _hits(facts, listening)
    readings = []
    for attribute, about in ABOUT.items():
        values = sorted({value for (a, value) in hits if a is attribute})
        if attribute in (Attribute.ROUTINE, Attribute.HEALTH, Attribute.OCCUPATION):
            # One may do sport and drive, be a student and sing in a band: these do not compete.
            readings += [_reading(attribute, [value], hits, about) for value in values]
        elif values:
            readings.append(_reading(attribute, values, hits, about))
    return readings


_Hits = dict[tuple[Attribute, str], dict[Clue, float]]


def _hits(facts: Facts, listening: Listening) -> _Hits:
    """Clues with their strengths by attribute and value."""
    found: _Hits = defaultdict(dict)
    needed = max(LEAST, LEAST_SHARE * sum(a.tracks for a in facts.artists))
    for marker in markers():
        for where in marker.where:
            clues = _spoken(marker, where, facts, listening)
            songs = sum(min(FULL, max(1, clue.tracks)) for clue in clues)
            if not clues or (where != "n" and songs < needed):
                continue
            # The first counts whole and every further one less; what is shared out does not depend on an order.
            whole = marker.strength * (1 + math.log(songs)) * (1.0 if where == "n" else min(1.0, songs / FULL))
            known = found[marker.attribute, marker.value]
            for clue in clues:
                known[clue] = max(known.get(clue, 0.0), whole / len(clues))
    return found


def _spoken(marker: Marker, where: str, facts: Facts, listening: Listening) -> list[Clue]:
    words = marker.words
    if where == "n":
        names = sorted({(p.name, p.description) for p in listening.playlists})
        said = [(name, words.search(name) or words.search(text)) for name, text in names]
        return [Clue(ClueKind.NAME, n, f"says “{m[0]}”") for n, m in said if m]
    if where == "t":
        titles = sorted({f.song.title for f in facts.all})
        return [Clue(ClueKind.TRACK, t, "its title", 1) for t in titles if words.search(t)]
    if where == "a":
        return [
            Clue(ClueKind.ARTIST, a.name, "known for it", a.tracks) for a in facts.artists if words.fullmatch(a.name)
        ]
    kinds = [(a, a.commonest("kind")) for a in facts.artists]
    return [Clue(ClueKind.ARTIST, a.name or "unknown artist", k, a.tracks) for a, k in kinds if words.fullmatch(k)]


def _reading(attribute: Attribute, values: list[str], hits: _Hits, about: About) -> Reading:
    """Values against "none of them", which has an empty name."""
    strengths: dict[Clue, dict[str, float]] = defaultdict(dict)
    for value in values:
        for clue, strength in hits[attribute, value].items():
            strengths[clue][value] = strength
    clues = sorted(strengths)
    everything = [*values, ""]
    base = np.array([about.rare / len(values)] * len(values) + [1 - about.rare])
    weights = np.array([[strengths[clue].get(value, 0.0) for value in everything] for clue in clues])
    return added_up(
        attribute, everything, base, clues, weights, ceiling=about.ceiling, reliability=about.reliability,
        caution=about.caution,
    )  # fmt: skip
