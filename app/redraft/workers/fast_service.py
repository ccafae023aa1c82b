"""The fast tier inside its worker."""

from __future__ import annotations

from typing import Any

from redraft.codec import to_json
from redraft.detectors.tier import Tier
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.usecases.ports import CancelToken
from redraft.workers.serve import Emit, Handler


class FastService:
    """Methods ``load``, ``warm`` (the same), ``detect {text}`` → ``{findings, language, notes}`` and
    ``detect_many {texts}`` → ``{results: [as of detect]}``.
    """

    def __init__(self) -> None:
        self._tier = Tier()

    def methods(self) -> dict[str, Handler]:
        """By name."""
        return {"load": self._warm, "warm": self._warm, "detect": self._detect, "detect_many": self._detect_many}

    def _warm(self, _params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        self._tier.warm()
        return {}

    def _detect(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        text = params.get("text")
        if not isinstance(text, str):
            raise InputError(Message("check.no_text"))
        result: dict[str, Any] = to_json(self._tier.detect(text, cancel=cancel))
        return result

    def _detect_many(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        texts = params.get("texts")
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise InputError(Message("check.no_text"))
        return {"results": to_json(list(self._tier.detect_many(texts, cancel=cancel)))}
