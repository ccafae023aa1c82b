"""The fast tier, as the use cases see it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from redraft.codec import to_json
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.errors import WorkerError
from redraft.domain.told import Told
from redraft.usecases.ports import CancelToken, FastResult
from redraft.workers import gate
from redraft.workers.client import WorkerClient
from redraft.workers.protocol import ProtocolError, expected
from redraft.workers.trust import Trust

BATCH = 256
"""Texts in one request: about 0.2 s of work, so that results come, and a cancel is heard, promptly."""
BATCH_LETTERS = 256_000
"""A request is sent earlier when its texts are this long together."""
AHEAD = 2
"""Requests that are on their way at a time: the worker begins the next while the last one's results are read."""


class FastWorker:
    """:class:`redraft.usecases.ports.FastTier` and :class:`.Teller` in a process of their own."""

    def __init__(self, client: WorkerClient | None = None, *, trust: Trust | None = None) -> None:
        self.client = client or WorkerClient("fast", trust=trust)

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """Everything that the words themselves say; raises WorkerError, SandboxError or Cancelled."""
        return gate.fast(text, expected(FastResult, self.client.call("detect", {"text": text}, cancel=cancel)))

    def tell(
        self, text: str, *, language: str = "en", quick: bool = False, cancel: CancelToken | None = None
    ) -> tuple[Told, ...]:
        """What a sharp reader could tell; raises as :meth:`detect`."""
        body = self.client.call("tell", {"text": text, "language": language, "quick": quick}, cancel=cancel)
        return gate.told(text, expected(list[Told], body.get("told")))

    def likely(
        self,
        texts: Sequence[str],
        *,
        language: str = "en",
        quick: bool = False,
        cancel: CancelToken | None = None,
    ) -> list[Mapping[Attribute, float]]:
        """How likely each attribute is told, of each text; raises as :meth:`detect`."""
        asked = {"texts": list(texts), "language": language, "quick": quick}
        return _likely(self.client.call("likely", asked, cancel=cancel), len(texts))

    def cuts(self, text: str, *, cancel: CancelToken | None = None) -> tuple[Change, ...]:
        """What can be left out so that the rest still stands; raises as :meth:`detect`."""
        body = self.client.call("cuts", {"text": text}, cancel=cancel)
        return gate.changes(text, expected(list[Change], body.get("changes")))

    def standing(
        self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None
    ) -> tuple[Change, ...]:
        """Those after which the sentences around them still stand; raises as :meth:`detect`."""
        asked = {"text": text, "changes": to_json(list(changes))}
        return tuple(expected(list[Change], self.client.call("standing", asked, cancel=cancel).get("changes")))

    def seams(self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None) -> list[float]:
        """Whether the author would post each change; raises as :meth:`detect`."""
        body = self.client.call("seams", {"text": text, "changes": to_json(list(changes))}, cancel=cancel)
        found = expected(list[float], body.get("seams"))
        if len(found) != len(changes):
            raise ProtocolError("a result has the wrong form")
        return found

    def detect_many(self, texts: Iterable[str], *, cancel: CancelToken | None = None) -> Iterator[FastResult]:
        """The same for any number of texts, which costs less than one by one: a result for each, in their order.

        Texts are read only as results are taken, at most ``BATCH * (AHEAD + 1)`` further, so an archive streams
        through. A worker that was lost is started again once for each batch. Raises as :meth:`detect` does, in
        the middle; what came before that is complete. Leaving the iterator early stops the worker.
        """
        stop = _Either(cancel)
        waiting: deque[Future[list[FastResult]]] = deque()
        with ThreadPoolExecutor(AHEAD, thread_name_prefix="fast batch") as pool:
            try:
                for batch in _batches(texts):
                    waiting.append(pool.submit(self._batch, batch, stop))
                    if len(waiting) > AHEAD:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                stop.set()
                for future in waiting:
                    future.cancel()

    def _batch(self, texts: list[str], cancel: CancelToken) -> list[FastResult]:
        try:
            body = self.client.call("detect_many", {"texts": texts}, cancel=cancel)
        except ProtocolError:
            raise
        except WorkerError:
            body = self.client.call("detect_many", {"texts": texts}, cancel=cancel)
        results = expected(list[FastResult], body.get("results"))
        if len(results) != len(texts):
            raise ProtocolError("a result has the wrong form")
        return [gate.fast(text, result) for text, result in zip(texts, results, strict=True)]

    def warm(self) -> None:
        """Start the worker and load the language model, so that the first detection is as quick as the next."""
        self.client.load()

    def close(self) -> None:
        """End the worker."""
        self.client.close()


def _likely(body: Mapping[str, object], asked: int) -> list[Mapping[Attribute, float]]:
    found = expected(list[dict[Attribute, float]], body.get("likely"))
    if len(found) != asked:
        raise ProtocolError("a result has the wrong form")
    return list(found)


class _Either:
    """Set when the caller's token is, or when its own is."""

    def __init__(self, outer: CancelToken | None) -> None:
        self._outer = outer
        self._own = threading.Event()

    def set(self) -> None:
        self._own.set()

    def is_set(self) -> bool:
        return self._own.is_set() or (self._outer is not None and self._outer.is_set())


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    letters = 0
    for text in texts:
        batch.append(text)
        letters += len(text)
        if len(batch) >= BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch
