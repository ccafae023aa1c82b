"""What a file of music holds in words, for the terminal and the page."""

from __future__ import annotations

from redraft.domain.music_report import PlaylistReport
from redraft.speech import words
from redraft.speech.now import _, number, plural


def counts_line(report: PlaylistReport) -> str:
    """Such as "1,204 entries read, 1,180 kept (20 podcasts, 4 empty); 310 songs, 95 artists, 12 playlists"."""
    counts, groups = report.counts, report.features.groups
    left_out = words.left_out(counts)
    read = plural("{count} entry read", "{count} entries read", counts.read)
    kept = _("{count} kept").format(count=number(counts.kept)) + (f" ({left_out})" if left_out else "")
    held = [
        (groups["songs"]["different"], "{count} song", "{count} songs"),
        (groups["artists"]["different"], "{count} artist", "{count} artists"),
        (groups["songs"]["playlists"], "{count} playlist", "{count} playlists"),
    ]
    parts = [plural(one, many, count) for count, one, many in held if isinstance(count, int) and count]
    return f"{read}, {kept}; {', '.join(parts)}"
