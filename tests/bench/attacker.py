"""The app's own check for benchmarks, with the real workers, and its verdicts in the benchmarks' forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from redraft.bootstrap import Options, Parts
from redraft.domain.attributes import Attribute
from redraft.domain.report import Report, Verdict
from redraft.inference.attack import Attack
from redraft.inference.service import LlmService
from redraft.usecases.check import CheckDraft
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import RewriteDraft
from redraft.workers.llm_client import LlmOptions, LlmWorker

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


class BenchAttacker:
    """One model for a whole run: the one that is chosen here, or ``--set model=FILE`` with ``--set model_id=ID``.

    ``--set threads=1`` is kinder to a busy machine.
    """

    def __init__(self, extra: dict[str, str]) -> None:
        self._extra = extra
        self._threads = int(extra["threads"]) if "threads" in extra else None
        self._parts = Parts(Options(threads=self._threads))

    @cached_property
    def model(self) -> tuple[Path, str]:
        """The file of the model and its id."""
        if "model" in self._extra:
            return Path(self._extra["model"]), self._extra.get("model_id", "custom")
        chosen = self._parts.store.chosen()
        return chosen.path, "custom" if chosen.entry is None else chosen.entry.id

    @cached_property
    def attack(self) -> Attack:
        """The attacker itself, in this process and without its cage, for what measures the engine."""
        path, identity = self.model
        return LlmService(path, {"model_id": identity}).attack

    @cached_property
    def worker(self) -> LlmWorker:
        """The model in its worker."""
        if "model" not in self._extra:
            return self._parts.attacker
        path, identity = self.model
        return LlmWorker(path, LlmOptions(model_id=identity, threads=self._threads))

    @property
    def check(self) -> CheckDraft:
        """What the window and the command line check with."""
        return self.rewrite.check

    @cached_property
    def rewrite(self) -> RewriteDraft:
        """What they reword with."""
        return self._parts.rewrite(self.worker)

    def close(self) -> None:
        """End the workers."""
        if "worker" in self.__dict__:
            self.worker.close()
        self._parts.close()

    def rows(
        self, identity: str, text: str, attributes: Sequence[Attribute], depth: str, in_reply_to: str = ""
    ) -> list[dict[str, Any]]:
        """Predictions for one text; the first has ``seconds`` and token counts, and says whether a question was read.

        Of a text without words the prior is told, and of one that the model does not read, nothing.
        """
        if not text.strip():
            return [row(identity, verdict) for verdict in self.check.of_nobody(attributes, Pass(depth))]
        report = self.check.run(text, depth=Pass(depth), attributes=attributes, in_reply_to=in_reply_to)
        rows = answers(identity, report, attributes)
        timings = report.timings
        rows[0] |= {
            "in_reply_to": bool(in_reply_to),
            "seconds": round(timings.total, 2),
            "draft_tokens": timings.draft_tokens,
            "evaluated_tokens": timings.evaluated_tokens,
            "generated_tokens": timings.generated_tokens,
        }
        return rows


def row(identity: str, verdict: Verdict) -> dict[str, Any]:
    """One verdict in the form of ``score.py``."""
    return {
        "id": identity,
        "attribute": NAMES[verdict.attribute],
        "guesses": [guess.value for guess in verdict.guesses],
        "confidence": round(verdict.confidence, 4),
        "revealed": verdict.revealed,
        "named": verdict.revealed,
    }


def answers(identity: str, report: Report, asked: Sequence[Attribute]) -> list[dict[str, Any]]:
    """A row for each attribute that was asked about."""
    verdicts = {verdict.attribute: verdict for verdict in report.verdicts}
    silent = {"guesses": [], "confidence": 0.0, "revealed": False, "named": False}
    return [
        row(identity, verdicts[a]) if a in verdicts else {"id": identity, "attribute": NAMES[a], **silent}
        for a in asked
    ]
