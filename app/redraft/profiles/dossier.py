"""What the model reads of an archive in one go: pieces of posts as one text, and the way back to the posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from redraft.domain.archive import Post
from redraft.domain.text import Evidence, Span

EXCERPT = 400
"""Code points of a post that are read at most; SynthPAI's comments, on which confidence was fitted, are shorter."""
_EDGE = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")
_NO_DATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Piece:
    """``span`` of a post's text, standing at ``start`` of the dossier. ``at`` is the post's position in the index."""

    at: int
    post: Post
    span: Span
    start: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """The pieces as one text, one a line, the oldest first and the undated last."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def in_reply_to(self) -> str:
        """What the first post answers, if the whole of it stands here: it is read before the text, where it belongs."""
        first = self.pieces[0] if self.pieces else None
        return "" if first is None or first.span.start else first.post.in_reply_to

    def trace(self, evidence: Evidence) -> list[tuple[Piece, Evidence]]:
        """The posts that a quote comes from, each with the words in its own text."""
        found = []
        first = max(0, bisect_right([p.start for p in self.pieces], evidence.start) - 1)
        for piece in self.pieces[first:]:
            start = max(evidence.start, piece.start)
            end = min(evidence.end, piece.start + len(piece.span))
            if piece.start >= evidence.end:
                break
            if start < end:
                shift = piece.span.start - piece.start
                found.append((piece, Evidence.of(piece.post.text, start + shift, end + shift)))
        return found


def compile_dossier(chosen: Iterable[tuple[int, Post, Span]]) -> Dossier:
    """Put stretches of posts together. Line breaks within one become spaces, so that offsets stay."""
    ordered = sorted(chosen, key=lambda c: (c[1].date or _NO_DATE, c[0]))
    lines: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, post, span in ordered:
        line = re.sub(r"[\r\n]", " ", post.text[span.start : span.end])
        pieces.append(Piece(number, post, span, at))
        lines.append(line)
        at += len(line) + 1
    return Dossier("\n".join(lines), tuple(pieces))


def excerpt(text: str, cues: Sequence[str]) -> Span:
    """The whole of a short text; of a longer one the stretch of whole sentences with most cue words."""
    if len(text) <= EXCERPT:
        return Span(0, len(text))
    wanted = re.compile("|".join(re.escape(c.partition("-")[0]) for c in cues) or r"(?!)", re.IGNORECASE)
    hits = [m.start() for m in wanted.finditer(text)]
    edges = [0, *(m.end() for m in _EDGE.finditer(text)), len(text)]
    best = (-1, 0, EXCERPT)
    for i, start in enumerate(edges[:-1]):
        end = max((e for e in edges[i + 1 :] if e - start <= EXCERPT), default=start + EXCERPT)
        inside = bisect_right(hits, end - 1) - bisect_right(hits, start - 1)
        best = max(best, (inside, -start, end))
    end = min(best[2], len(text))
    return Span(-best[1], end)
