"""The fast tier, as the use cases see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redraft.domain.codec import finding_from_json
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken, FastResult
from redraft.workers.client import WorkerClient
from redraft.workers.protocol import ProtocolError


class FastWorker:
    """:class:`redraft.usecases.ports.FastTier` in a process of its own."""

    def __init__(self, client: WorkerClient | None = None) -> None:
        self.client = client or WorkerClient("fast")

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """Everything that the words themselves say; raises WorkerError, SandboxError or Cancelled."""
        return _result(self.client.call("detect", {"text": text}, cancel=cancel))

    def detect_many(self, texts: Sequence[str], *, cancel: CancelToken | None = None) -> list[FastResult]:
        """The same for several texts in one go, which costs less. All together at most 64 MB with their findings."""
        body = self.client.call("detect_many", {"texts": list(texts)}, cancel=cancel)
        results = body.get("results")
        if not isinstance(results, list) or len(results) != len(texts):
            raise ProtocolError("a result has the wrong form")
        return [_result(result) for result in results]

    def warm(self) -> None:
        """Start the worker and load the language model, so that the first detection is as quick as the next."""
        self.client.load()

    def close(self) -> None:
        """End the worker."""
        self.client.close()


def _result(body: dict[str, Any]) -> FastResult:
    try:
        findings = tuple(finding_from_json(data) for data in body["findings"])
        notes = tuple(Note(str(n["code"]), str(n["message"])) for n in body["notes"])
        return FastResult(findings, str(body["language"]), notes)
    except (KeyError, TypeError, ValueError):
        raise ProtocolError("a result has the wrong form") from None
