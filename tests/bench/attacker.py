"""The real attacker for benchmarks, in this process and without its cage, and its rows in the benchmark's form."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redraft.detectors.tier import Tier
from redraft.domain.attributes import Attribute
from redraft.domain.codec import finding_to_json
from redraft.inference.attack import Attack
from redraft.inference.service import LlmService

MODEL_ID = "qwen2.5-coder-1.5b"
FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
NAMES = {
    Attribute.AGE: "age",
    Attribute.SEX: "sex",
    Attribute.RELATIONSHIP: "relationship_status",
    Attribute.EDUCATION: "education",
    Attribute.OCCUPATION: "occupation",
    Attribute.INCOME: "income_level",
    Attribute.LOCATION: "city_country",
    Attribute.BIRTHPLACE: "birth_city_country",
}
BY_NAME = {name: attribute for attribute, name in NAMES.items()}


class _Never:
    def is_set(self) -> bool:
        return False


class BenchAttacker:
    """One model for a whole run; ``--set model=FILE`` and ``--set model_id=ID`` choose another."""

    def __init__(self, extra: dict[str, str]) -> None:
        folder = Path(os.environ.get("REDRAFT_MODELS") or Path.home() / ".local/share/redraft/models")
        path = Path(extra.get("model", folder / FILE))
        self._tier = Tier()
        self._service = LlmService(path, {"model_id": extra.get("model_id", MODEL_ID)})

    @property
    def attack(self) -> Attack:
        """The attacker itself, for what needs no rows."""
        return self._service.attack

    def rows(
        self, identity: str, text: str, attributes: Sequence[Attribute], depth: str, asked: str = ""
    ) -> list[dict[str, Any]]:
        """Predictions for one text, which may answer what was ``asked``; the first has ``seconds`` and token counts."""
        began = time.perf_counter()
        stated = [finding_to_json(f) for f in self._tier.detect(text).findings]
        params = {
            "text": text,
            "attributes": [a.value for a in attributes],
            "depth": depth,
            "stated": stated,
            "asked": asked,
        }
        result = self._service.methods()["infer"](params, lambda _: None, _Never())
        rows = []
        for verdict in result["verdicts"]:
            rows.append(
                {
                    "id": identity,
                    "attribute": NAMES[Attribute(verdict["attribute"])],
                    "guesses": [g["value"] for g in verdict["guesses"]],
                    "confidence": verdict["confidence"],
                    "revealed": verdict["revealed"],
                }
            )
        counts = ("draft_tokens", "evaluated_tokens", "generated_tokens")
        rows[0] |= {"seconds": round(time.perf_counter() - began, 2), **{k: result[k] for k in counts}}
        return rows
