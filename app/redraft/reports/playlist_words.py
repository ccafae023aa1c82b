"""A check of music in words, for the terminal and the page."""

from __future__ import annotations

from redraft.domain.music_report import PlaylistReport, Reliability


def counts_line(report: PlaylistReport) -> str:
    """Such as "1,204 entries read, 1,180 kept (podcast 20, empty 4); 310 songs by 95 artists in 12 playlists"."""
    counts, groups = report.counts, report.features.groups
    skipped = ", ".join(f"{reason.value.replace('_', ' ')} {n:,}" for reason, n in sorted(counts.skipped.items()))
    words = f"{_many(counts.read, 'entry', 'entries')} read, {counts.kept:,} kept" + (
        f" ({skipped})" if skipped else ""
    )
    songs, artists, lists = (
        groups[group][name]
        for group, name in (("songs", "different"), ("artists", "different"), ("songs", "playlists"))
    )
    words += f"; {_many(songs, 'song')}"
    words += f" by {_many(artists, 'artist')}" if artists else ""
    return words + (f" in {_many(lists, 'playlist')}" if lists else "")


def _many(number: object, noun: str, plural: str = "") -> str:
    count = number if isinstance(number, int) else 0
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def reliability_in_words(reliability: Reliability) -> str:
    """How far music can be trusted about an attribute."""
    return {
        Reliability.STATED: "It stands there.",
        Reliability.MEASURED: "Measured on labelled data.",
        Reliability.FAIR: "Fair in general.",
        Reliability.WEAK: "Weak in general.",
    }[reliability]
