"""One file of music, looked up and read: concluding, advising, and what the model is given of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

from redraft.domain.attributes import Attribute
from redraft.domain.listening import Listening
from redraft.domain.music_report import Advice, Conclusion, Features, Lines
from redraft.domain.text import Note
from redraft.music.advising import advise
from redraft.music.catalogue import find_artist
from redraft.music.collecting import plain
from redraft.music.concluding import Read, conclude, read_all
from redraft.music.facts import Facts, gather
from redraft.music.features import features, missing
from redraft.music.languages import Identify

MOST_ARTISTS, MOST_NAMES, MOST_TITLES, MOST_UNKNOWN = 80, 40, 60, 6


class Study:
    """Reads nothing from disk but the lists that ship; ``learned`` and ``identify`` are :func:`.facts.gather`'s."""

    def __init__(
        self, listening: Listening, learned: Mapping[str, str] | None = None, identify: Identify | None = None
    ) -> None:
        self._listening, self._identify = listening, identify
        self._facts: Facts = gather(listening, learned, identify)

    @cached_property
    def _read(self) -> Read:
        return read_all(self._facts, self._listening, datetime.now(UTC).year)

    @cached_property
    def lines(self) -> Lines:
        """Names of playlists, by the alphabet; artists, in turn the most heard and the most telling; titles only where
        there are few artists. Ties go by name, so that no order of tracks matters.
        """
        heard = self._facts.artists
        named = [a.name for a in heard if a.name]
        # The most heard tell taste; artists of small countries and rare kinds tell people apart.
        telling = sorted(
            (a for a in heard if a.name), key=lambda a: (a.commonest("country") in ("US", "GB", ""), -a.weight, a.name)
        )
        mixed = itertools.chain.from_iterable(itertools.zip_longest(named, (a.name for a in telling)))
        artists = tuple(dict.fromkeys(name for name in mixed if name))[:MOST_ARTISTS]
        names = tuple(
            dict.fromkeys(f"{p.name}: {p.description}" if p.description else p.name for p in self._listening.playlists)
        )
        titles: tuple[str, ...] = ()
        if len(artists) < MOST_ARTISTS // 4:
            songs = sorted(self._facts.all, key=lambda f: (-f.weight, plain(f.song.title), f.song.title))
            titles = tuple(dict.fromkeys(f.song.title for f in songs))[:MOST_TITLES]
        unknown = [a.name for a in heard if a.name and not a.commonest("kind") and find_artist(a.name) is None]
        return Lines(names[:MOST_NAMES], artists, titles, tuple(unknown[:MOST_UNKNOWN]))

    def learn(self, kinds: Mapping[str, str]) -> Study:
        """The same with kinds of music that the model told."""
        return Study(self._listening, kinds, self._identify) if kinds else self

    def conclusions(self, opinion: Mapping[Attribute, Mapping[str, float]] | None = None) -> tuple[Conclusion, ...]:
        """What the music gives away, most exposing first, joined with the model's opinion if there is one."""
        return conclude(self._read, opinion)

    def features(self) -> Features:
        """Numbers about the music."""
        return features(self._facts, self._listening)

    def missing(self) -> tuple[Note, ...]:
        """What the file does not hold, and what was done instead."""
        return tuple(missing(self._facts, self._listening))

    def advice(self, conclusions: Sequence[Conclusion], told: Sequence[Conclusion]) -> tuple[Advice, ...]:
        """What to do about it."""
        return advise(self._read.readings, conclusions, told, self._listening)

    def is_artist(self, name: str) -> bool:
        """Whether somebody of that name is heard or well known: a name of theirs gives nothing away."""
        return plain(name) in self._names or find_artist(name) is not None

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(plain(a.name) for a in self._facts.artists)
