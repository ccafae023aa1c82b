"""Languages somebody understands, mood by audio features, and personality: the last is weak, and says so.

Personality: people high in openness have more diverse lists ("All of Me", arXiv 2401.14296); what music tells about
the five factors correlates by about .1 to .3 (Nave et al. 2018, doi 10.1177/0956797618761659).
"""

from __future__ import annotations

from collections import Counter

from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.listening import Listening
from redraft.domain.message import Message
from redraft.domain.music_report import Clue, ClueKind, Conclusion, Reliability
from redraft.languages import name_of
from redraft.music.facts import Facts
from redraft.music.features import diversity_of
from redraft.music.habits import habits
from redraft.music.languages import UNKNOWN

LEAST_SHARE = 0.05
WEAK = Message("music.caution_personality")


def languages(facts: Facts) -> list[Conclusion]:
    """One conclusion for each language but English that at least one in twenty songs with a known language has."""
    songs = [(f, a) for a in facts.artists for f in a.facts if f.language != UNKNOWN]
    counts = Counter(f.language for f, _ in songs)
    found = []
    for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        share = number / len(songs)
        if code == "en" or share < LEAST_SHARE or number < 3:
            continue
        name = name_of(code)
        by_artist = Counter(a.name or "unknown artist" for f, a in songs if f.language == code)
        clues = tuple(
            Clue(ClueKind.ARTIST, artist, f"titles in {name}", n)
            for artist, n in sorted(by_artist.items(), key=lambda item: (-item[1], item[0]))[:12]
        )
        guess = Guess(name, round(min(0.9, 0.45 + 0.9 * share), 4))
        why = Message("music.said_titles", {"number": number, "share": share, "language": name})
        caution = Message("music.caution_language")
        found.append(_conclude(Attribute.LANGUAGE, (guess,), clues, why, Reliability.FAIR, caution))
    return found


def routines(listening: Listening) -> list[Conclusion]:
    """What the hours of listening show."""
    caution = Message("music.caution_times")
    return [
        _conclude(
            Attribute.ROUTINE, (Guess(value, round(sure, 4)),),
            (Clue(ClueKind.HOURS, "hours of listening", detail, sum(listening.hours)),),
            Message("music.said_times", {"detail": detail}), Reliability.FAIR, caution,
        )
        for value, sure, detail in habits(listening)
    ]  # fmt: skip


def mood(listening: Listening) -> list[Conclusion]:
    """A hint at a low mood where the export has audio features of at least 30 tracks."""
    valence, number = listening.audio.get("valence", (0.5, 0))
    energy, _ = listening.audio.get("energy", (0.5, 0))
    if number < 30 or valence > 0.33 or energy > 0.5:
        return []
    sure = min(0.4, 0.25 + (0.33 - valence))
    clue = Clue(ClueKind.AUDIO, "audio features", f"mean valence {valence:.2f}, mean energy {energy:.2f}", number)
    why = Message("music.said_sad")
    caution = Message("music.caution_mood")
    guess = (Guess("low mood or anxiety", round(sure, 4)),)
    return [_conclude(Attribute.HEALTH, guess, (clue,), why, Reliability.WEAK, caution)]


def personality(facts: Facts) -> list[Conclusion]:
    """Openness from how varied the music is. The other four factors are left out: less is known, and less shows."""
    songs = sum(a.tracks for a in facts.artists)
    if songs < 50:
        return []
    spread, entropy = diversity_of(facts)
    if entropy is None:
        return []
    score = 0.5 * spread + 0.5 * min(1.0, entropy / 2.5)
    if 0.45 <= score <= 0.75:
        return []
    value = "open to new experiences" if score > 0.75 else "prefers the familiar"
    clue = Clue(ClueKind.GENRE, "diversity", f"{spread:.2f} artists a song, genre entropy {entropy:.1f} nats", songs)
    guess = (Guess(value, 0.4),)
    why = Message("music.said_varied") if score > 0.75 else Message("music.said_same_artists")
    return [_conclude(Attribute.PERSONALITY, guess, (clue,), why, Reliability.WEAK, WEAK)]


def _conclude(
    attribute: Attribute,
    guesses: tuple[Guess, ...],
    clues: tuple[Clue, ...],
    why: Message,
    reliability: Reliability,
    caution: Message,
) -> Conclusion:
    finding = Finding.make(attribute, guesses, (), source=Source.MUSIC, basis=Basis.IMPLIED, why=why)
    return Conclusion(finding, clues, reliability, caution)
