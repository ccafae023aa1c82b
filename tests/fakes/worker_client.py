"""A worker client that plays back what a worker would say."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from redraft.usecases.ports import CancelToken


class ScriptedClient:
    """Answers each call with the next scripted (progress events, result), and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._script: list[tuple[list[dict[str, Any]], dict[str, Any]]] = []

    def enqueue(self, result: dict[str, Any], *progress: dict[str, Any]) -> None:
        self._script.append((list(progress), result))

    def stream(
        self,
        method: str,
        params: dict[str, Any] | None = None,
        *,
        cancel: CancelToken | None = None,
        timeout: float | None = None,
    ) -> Generator[dict[str, Any], None, dict[str, Any]]:
        self.asked.append((method, params or {}))
        progress, result = self._script.pop(0)
        yield from progress
        return result

    def call(
        self,
        method: str,
        params: dict[str, Any] | None = None,
        *,
        on_progress: Callable[[dict[str, Any]], None] | None = None,
        cancel: CancelToken | None = None,
        timeout: float | None = None,
    ) -> dict[str, Any]:
        self.asked.append((method, params or {}))
        progress, result = self._script.pop(0)
        for event in progress:
            if on_progress is not None:
                on_progress(event)
        return result
