"""The fast tier over an archive's worth of posts, on several workers at once, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from redraft.domain.archive import Post
from redraft.usecases.ports import BatchTier, FastResult
from redraft.usecases.scan_plan import Watch

BATCH, BATCH_LETTERS = 256, 128_000
"""Posts, and code points, that go to a worker together: about 0.3 s of work."""
_NOTHING = FastResult(())


@dataclass(frozen=True, slots=True)
class Work:
    """A post, whether it is to be scanned, and what an earlier session found in it."""

    post: Post
    wanted: bool
    known: FastResult | None = None

    @property
    def open(self) -> bool:
        """True when the fast tier has to look."""
        return self.wanted and self.known is None


Done = list[tuple[Work, FastResult]]


def detected(works: Iterable[Work], tiers: Sequence[BatchTier], watch: Watch) -> Iterator[Done]:
    """Batches in order, each post with what was found; read only a few batches ahead of what is taken.

    Raises what reading and the tiers raise, and Cancelled.
    """
    free = deque(tiers)

    def detect(batch: list[Work]) -> Done:
        tier = free.popleft()
        try:
            texts = [work.post.text for work in batch if work.open]
            fresh = iter(list(tier.detect_many(texts, cancel=watch.cancel)))
        finally:
            free.append(tier)
        return [(work, next(fresh) if work.open else work.known or _NOTHING) for work in batch]

    running: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(len(tiers), thread_name_prefix="fast tier") as pool:
        for batch in _batches(works):
            watch.wait()
            running.append(pool.submit(detect, batch))
            if len(running) > 2 * len(tiers):
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _batches(works: Iterable[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    letters = 0
    for work in works:
        batch.append(work)
        letters += len(work.post.text)
        if len(batch) >= BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch
