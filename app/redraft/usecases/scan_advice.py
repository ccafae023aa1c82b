"""What the posts of a cut could say instead of going: each reworded by itself, as a draft is.

Where there is a model it reads how a change reads; what the new text tells is left to the encoder, which is quick.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError, ModelError, WorkerError
from redraft.domain.finding import Subject
from redraft.domain.profile import Cut, Stage
from redraft.usecases.pace import Pace
from redraft.usecases.ports import CancelToken, Pass
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.stages import ScanStage

MOST_POSTS = 60
"""Posts that are reworded, those of the strongest advice first."""
SHARE = 0.1
"""Share of the time that the model may take."""
KEPT = 0.5
"""Share of a post's words that an edit has to leave: of less, nothing is left worth keeping."""


class Advising:
    """``edits``: what posts could say instead, by position; empty where only deleting helps."""

    def __init__(self, rewrite: RewriteDraft, said_by_place: Callable[[Post], Collection[Attribute]]) -> None:
        """``said_by_place``: what the place of a post tells, whatever its words say."""
        self._rewrite, self._said_by_place = rewrite, said_by_place
        self.edits: dict[int, str] = {}
        self._tried: dict[int, frozenset[Attribute]] = {}

    def stages(
        self, cuts: Sequence[Cut[int]], posts: Mapping[int, Post], budget: float, cancel: CancelToken | None
    ) -> Iterator[ScanStage]:
        """Reword the posts of these cuts, as far as a share of ``budget`` seconds reaches; raises Cancelled."""
        hide: dict[int, set[Attribute]] = {}
        for cut in cuts:
            for at in cut.items:
                hide.setdefault(at, set()).add(cut.attribute)
        words = [at for at in hide if at in posts and hide[at].isdisjoint(self._said_by_place(posts[at]))]
        self.edits = {at: text for at, text in self.edits.items() if at in words}
        wanted = [at for at in words if self._tried.get(at) != frozenset(hide[at])][:MOST_POSTS]
        pace, began = Pace(Stage.WORDING, len(wanted)), time.monotonic()
        for done, at in enumerate(wanted):
            if time.monotonic() - began >= SHARE * budget:
                break
            yield pace.at(done)
            self._tried[at] = frozenset(hide[at])
            self.edits.pop(at, None)
            if text := self._instead(posts[at], hide[at], cancel):
                self.edits[at] = text

    def _instead(self, post: Post, hide: Collection[Attribute], cancel: CancelToken | None) -> str:
        """What the post could say so that it tells none of these; empty when only deleting does that."""
        try:
            made = self._rewrite.run(
                post.text, hide=tuple(hide), depth=Pass.FIRST, in_reply_to=post.in_reply_to, cancel=cancel
            )
        except (InputError, ModelError, WorkerError):  # advice that cannot be had is no reason to lose a scan
            return ""
        still = {v.attribute for v in made.after.verdicts if v.revealed}
        still |= {f.attribute for f in made.after.findings if f.subject is Subject.AUTHOR}
        unchanged = made.text.split() == post.text.split()
        if unchanged or not still.isdisjoint(hide) or len(made.text.split()) < KEPT * len(post.text.split()):
            return ""
        return made.text
