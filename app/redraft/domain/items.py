"""Everything that importers yield."""

from __future__ import annotations

from redraft.domain.archive import Concluded, Post, Skipped
from redraft.domain.music import Leak, Playlist, Track

Item = Post | Track | Skipped | Playlist | Concluded | Leak
"""Post, Track and Skipped are records and are counted; the rest comes along with them and is not."""
