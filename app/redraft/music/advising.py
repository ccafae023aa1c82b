"""What to do about it: tracks to move, names to change, settings to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from redraft.domain.attributes import Attribute, Severity
from redraft.domain.listening import Listening
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
            found.append(_move(reading.attribute, best[0].value, cut))
    return found


def _move(attribute: Attribute, value: str, cut: Cut[Clue]) -> Advice:
    names = tuple(clue.name for clue in cut.items)
    artists = [clue for clue in cut.items if clue.kind is ClueKind.ARTIST]
    titles = sum(clue.kind is ClueKind.TRACK for clue in cut.items)
    lists = sum(clue.kind is ClueKind.NAME for clue in cut.items)
    parts = []
    if artists:
        tracks = sum(clue.tracks for clue in artists)
        parts.append(f"move {_many(tracks, 'track')} of {_many(len(artists), 'artist')} to a private playlist")
    if titles:
        parts.append(f"move {_many(titles, 'single track')} there")
    if lists:
        parts.append(f"rename {_many(lists, 'playlist')}")
    what = f"{attribute.value}: {value}"
    if cut.reached:
        end = f"Then {what} falls from {cut.before:.0%} to {cut.after:.0%}."
    else:
        end = f"That alone brings {what} from {cut.before:.0%} to {cut.after:.0%} only; the rest is in the whole of it."
    sentence = " and ".join(parts)
    return Advice("move", f"{sentence[:1].upper()}{sentence[1:]}. {end}", names, cut)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _paths(listening: Listening) -> list[Advice]:
    if not listening.leaks:
        return []
    sentence = "Save the playlist with relative paths before you share it: the full ones give your user name away."
    return [Advice("paths", sentence, tuple(leak.path for leak in listening.leaks))]


def _names(conclusions: Sequence[Conclusion], told: Sequence[Conclusion]) -> list[Advice]:
    """Names of playlists that carry something grave, once each."""
    names: dict[str, None] = {}
    for conclusion in (*told, *conclusions):
        if conclusion.finding.severity >= Severity.MEDIUM:
            names |= dict.fromkeys(c.name for c in conclusion.clues if c.kind is ClueKind.NAME)
    if not names:
        return []
    some = "this playlist" if len(names) == 1 else f"these {len(names)} playlists"
    return [Advice("rename", f"Rename {some} or make them private: their names say more than the music.", tuple(names))]


def _settings(listening: Listening) -> list[Advice]:
    found = []
    followed = [p.name for p in listening.playlists if p.followers]
    if followed:
        sentence = f"{len(followed)} of your playlists have followers: those are public. Make the telling ones private."
        found.append(Advice("followers", sentence, tuple(followed)))
    if any(not song.local and song.listed for song in listening.songs):
        sentence = (
            "New playlists are public on many services. In Spotify: Settings, Social, switch off that playlists are "
            "shown on your profile and that recently played artists are shown."
        )
        found.append(Advice("public", sentence))
    if listening.plays:
        sentence = (
            "Your history of listening is not public, but the service keeps it and concludes from it. A private "
            "session keeps what you hear from others, not from the service; ask it to delete what it concluded."
        )
        found.append(Advice("history", sentence))
    return found
