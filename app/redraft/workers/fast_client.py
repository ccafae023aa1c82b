"""The fast tier, as the use cases see it."""

from __future__ import annotations

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
        body = self.client.call("detect", {"text": text}, cancel=cancel)
        try:
            findings = tuple(finding_from_json(data) for data in body["findings"])
            notes = tuple(Note(str(n["code"]), str(n["message"])) for n in body["notes"])
            return FastResult(findings, str(body["language"]), notes)
        except (KeyError, TypeError, ValueError):
            raise ProtocolError("a result has the wrong form") from None

    def warm(self) -> None:
        """Start the worker and load the language model, so that the first detection is as quick as the next."""
        self.client.load()

    def close(self) -> None:
        """End the worker."""
        self.client.close()
