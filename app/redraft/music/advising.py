"""What to do about it: tracks to move, names to change, settings to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from redraft.domain.attributes import Severity
from redraft.domain.listening import Listening
from redraft.domain.message import Message, Param, both
from redraft.domain.music_report import Advice, Clue, ClueKind, Conclusion
from redraft.domain.profile import Cut
from redraft.music.concluding import REVEALED
from redraft.music.reading import Reading
from redraft.profiles.cut import smallest_cut

MOST_ITEMS = 300
"""Clues that a cut may choose from, the strongest first."""


def advise(
    readings: Sequence[Reading],
    conclusions: Sequence[Conclusion],
    told: Sequence[Conclusion],
    listening: Listening,
) -> tuple[Advice, ...]:
    """Advice, what matters most first."""
    found = _paths(listening)
    found += _names(conclusions, told)
    found += _moves(readings, conclusions)
    found += _settings(listening)
    return tuple(found)


def removable(reading: Reading, value: str) -> tuple[list[Clue], Callable[[frozenset[Clue]], float]]:
    """Clues for a value that somebody can move or rename, and the confidence in it when some of them are gone."""
    carriers = [(i, c) for i, c in reading.carriers(value) if c.kind is not ClueKind.HOURS][:MOST_ITEMS]
    number = {clue: i for i, clue in carriers}
    column = reading.values.index(value)

    def confidence(gone: frozenset[Clue]) -> float:
        return float(reading.chances(frozenset(number[clue] for clue in gone))[column])

    return [clue for _, clue in carriers], confidence


def _moves(readings: Sequence[Reading], conclusions: Sequence[Conclusion]) -> list[Advice]:
    """The cut is over the music's side: the model's view of what is left would have to be asked anew."""
    shown = {(c.attribute, c.finding.best.value) for c in conclusions}
    found = []
    for reading in readings:
        best = reading.guesses()[:1]
        about = (reading.attribute, best[0].value) if best else None
        if about not in shown or best[0].confidence < REVEALED:
            continue
        clues, confidence = removable(reading, best[0].value)
        cut = smallest_cut(clues, confidence, REVEALED).cut(reading.attribute, REVEALED)
        if cut.items:
            fitted = any(c.calibrated for c in conclusions if (c.attribute, c.finding.best.value) == about)
            found.append(_move(best[0].value, cut, measured=fitted))
    return found


def _move(value: str, cut: Cut[Clue], *, measured: bool) -> Advice:
    names = tuple(clue.name for clue in cut.items)
    artists = [clue for clue in cut.items if clue.kind is ClueKind.ARTIST]
    titles = sum(clue.kind is ClueKind.TRACK for clue in cut.items)
    lists = sum(clue.kind is ClueKind.NAME for clue in cut.items)
    steps = []
    if artists:
        tracks = Message("advice.tracks", {"count": sum(clue.tracks for clue in artists)})
        of = Message("advice.artists", {"count": len(artists)})
        steps.append(Message("advice.move_artists", {"tracks": tracks, "artists": of}))
    if titles:
        steps.append(Message("advice.move_tracks", {"count": titles}))
    if lists:
        steps.append(Message("advice.rename_lists", {"count": lists}))
    about: dict[str, Param] = {"attribute": cut.attribute.value, "value": value}
    if measured:
        about |= {"before": cut.before, "after": cut.after}
        end = Message("advice.then", about) if cut.reached else Message("advice.alone", about)
    else:
        end = Message("advice.hidden", about) if cut.reached else Message("advice.helps", about)
    return Advice("move", both(Message("advice.move", {"steps": tuple(steps)}), end), names, cut, measured)


def _paths(listening: Listening) -> list[Advice]:
    if not listening.leaks:
        return []
    sentence = Message("advice.paths")
    return [Advice("paths", sentence, tuple(leak.path for leak in listening.leaks))]


def _names(conclusions: Sequence[Conclusion], told: Sequence[Conclusion]) -> list[Advice]:
    """Names of playlists that carry something grave, once each."""
    names: dict[str, None] = {}
    for conclusion in (*told, *conclusions):
        if conclusion.finding.severity >= Severity.MEDIUM:
            names |= dict.fromkeys(c.name for c in conclusion.clues if c.kind is ClueKind.NAME)
    if not names:
        return []
    return [Advice("rename", Message("advice.rename", {"count": len(names)}), tuple(names))]


def _settings(listening: Listening) -> list[Advice]:
    found = []
    followed = [p.name for p in listening.playlists if p.followers]
    if followed:
        sentence = Message("advice.followers", {"count": len(followed)})
        found.append(Advice("followers", sentence, tuple(followed)))
    if any(not song.local and song.listed for song in listening.songs):
        sentence = Message("advice.public")
        found.append(Advice("public", sentence))
    if listening.plays:
        sentence = Message("advice.history")
        found.append(Advice("history", sentence))
    return found
