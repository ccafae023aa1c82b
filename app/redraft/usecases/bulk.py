"""The fast tier over an archive's worth of posts, on several workers at once, in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from redraft.domain.archive import Post
from redraft.domain.items import Item
from redraft.usecases.pace import TICK_SECONDS, Either
from redraft.usecases.ports import BatchTier, CancelToken, FastResult

BATCH, BATCH_LETTERS = 256, 128_000
"""Posts, and code points, that go to a worker together: about 0.3 s of work."""
_NOTHING = FastResult(())


@dataclass(frozen=True, slots=True)
class Work:
    """What was read; a post that is ``wanted`` is to be scanned, unless an earlier session did: ``known``."""

    item: Item
    wanted: bool = False
    known: FastResult | None = None

    @property
    def unread(self) -> str:
        """What the fast tier has to look at, if anything."""
        return self.item.text if self.wanted and self.known is None and isinstance(self.item, Post) else ""


Done = list[tuple[Work, FastResult]]


def detected(
    works: Iterable[Work], tiers: Sequence[BatchTier], cancel: CancelToken | None = None
) -> Generator[Done, None, None]:
    """Batches in order, each post with what was found; read only a few batches ahead of what is taken.

    A batch is empty while the first are waited for, so that whoever takes them can let go at any time. Raises what
    reading and the tiers raise, and Cancelled.
    """
    free = deque(tiers)
    let_go = threading.Event()

    def detect(batch: list[Work]) -> Done:
        texts = [work.unread for work in batch if work.unread]
        tier = free.popleft()
        try:
            fresh = iter(list(tier.detect_many(texts, cancel=Either(cancel, let_go))) if texts else ())
        finally:
            free.append(tier)
        return [(work, next(fresh) if work.unread else work.known or _NOTHING) for work in batch]

    def ended(first: Future[Done]) -> Iterator[Done]:
        while not wait((first,), TICK_SECONDS).done:
            yield []
        yield first.result()

    running: deque[Future[Done]] = deque()
    with ThreadPoolExecutor(len(tiers), thread_name_prefix="fast tier") as pool:
        try:
            for batch in _batches(works):
                running.append(pool.submit(detect, batch))
                if len(running) > 2 * len(tiers):
                    yield from ended(running.popleft())
            while running:
                yield from ended(running.popleft())
        finally:
            let_go.set()


def _batches(works: Iterable[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    letters = 0
    for work in works:
        batch.append(work)
        letters += len(work.item.text) if isinstance(work.item, Post) else 0
        if len(batch) >= BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch
