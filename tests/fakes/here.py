"""The fast worker's work in this process, without a worker."""

from __future__ import annotations

from threading import Event

from redraft.detectors.tier import Tier
from redraft.domain.told import Told
from redraft.usecases.ports import CancelToken, FastResult
from redraft.workers.fast_service import FastService, Written


class Here:
    """A fast tier and an encoder."""

    def __init__(self) -> None:
        self._tier, self._tell = Tier(), FastService().methods()["tell"].run

    def detect(self, text: str, *, cancel: CancelToken | None = None) -> FastResult:
        """As the worker."""
        return self._tier.detect(text, cancel=cancel)

    def tell(
        self, text: str, *, language: str = "en", quick: bool = False, cancel: CancelToken | None = None
    ) -> tuple[Told, ...]:
        """As the worker."""
        found: tuple[Told, ...] = self._tell(Written(text, language, quick), lambda _: None, cancel or Event()).told
        return found
