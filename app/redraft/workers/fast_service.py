"""The fast tier inside its worker."""

from __future__ import annotations

from typing import Any

from redraft import languages
from redraft.assets import model_data
from redraft.codec import to_json
from redraft.detectors import nlp
from redraft.detectors.tier import Tier
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.encoder.telling import Telling
from redraft.knowledge.tables import Knowledge
from redraft.rewriting.cuts import cuts
from redraft.usecases.ports import CancelToken
from redraft.workers.serve import Emit, Handler


class FastService:
    """Methods ``load``, ``warm`` (the same), ``detect {text}`` → ``{findings, language, notes}`` and
    ``detect_many {texts}`` → ``{results: [as of detect]}``, ``tell {text}`` → ``{told}``, ``cuts {text}`` →
    ``{changes}``.
    """

    def __init__(self) -> None:
        self._tier = Tier()
        self._telling: Telling | None = None
        self._knowledge = Knowledge()

    def methods(self) -> dict[str, Handler]:
        """By name."""
        return {"load": self._warm, "warm": self._warm, "detect": self._detect, "detect_many": self._detect_many,
                "tell": self._tell, "cuts": self._cuts}  # fmt: skip

    def _warm(self, _params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        self._tier.warm()
        self._encoder()
        self._knowledge.warm()
        return {}

    def _encoder(self) -> Telling:
        """The encoder, read from its files when it is first asked."""
        if self._telling is None:
            self._telling = Telling.load(model_data("encoder"))
        return self._telling

    def _tell(self, params: dict[str, Any], _emit: Emit, cancel: CancelToken) -> dict[str, Any]:
        text = params.get("text")
        if not isinstance(text, str):
            raise InputError(Message("check.no_text"))
        return {"told": to_json(self._knowledge.about(text, self._encoder().tell(text, cancel)))}

    def _cuts(self, params: dict[str, Any], _emit: Emit, _cancel: CancelToken) -> dict[str, Any]:
        text = params.get("text")
        if not isinstance(text, str):
            raise InputError(Message("check.no_text"))
        doc = nlp.tokenise(text, languages.default())
        nlp.parse([doc], languages.default())
        return {"changes": to_json(cuts(doc))}

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
