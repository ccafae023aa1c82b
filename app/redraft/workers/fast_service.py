"""The fast tier inside its worker."""

from __future__ import annotations

from typing import Any

from redraft.detectors.tier import Tier
from redraft.domain.codec import finding_to_json, note_to_json
from redraft.domain.errors import InputError
from redraft.usecases.ports import CancelToken
from redraft.workers.serve import Emit, Handler

_WARMING = "Anna Smith, who works for the city of Paris, wrote from anna@example.org on 3 May."


class FastService:
    """Methods ``load``, ``warm`` (same) and ``detect {text}`` → ``{findings, language, notes}``."""

    def __init__(self) -> None:
        self._tier = Tier()

    def methods(self) -> dict[str, Handler]:
        """By name."""
        return {"load": self._warm, "warm": self._warm, "detect": self._detect}

    def _warm(self, _params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        self._tier.detect(_WARMING, cancel=cancel)
        return {}

    def _detect(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        text = params.get("text")
        if not isinstance(text, str):
            raise InputError("There is no text to check.")
        found = self._tier.detect(text, cancel=cancel)
        return {
            "findings": [finding_to_json(finding) for finding in found.findings],
            "language": found.language,
            "notes": [note_to_json(note) for note in found.notes],
        }
