"""The local model in its worker, as the catalogue and the command line want it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from redraft.domain.errors import ModelError
from redraft.domain.message import Message, both
from redraft.domain.text import Note
from redraft.models.catalogue import Prompt
from redraft.models.store import ChosenModel, ModelStore
from redraft.workers import graphics
from redraft.workers.llm_client import LlmOptions, LlmWorker
from redraft.workers.trust import Trust


@dataclass(frozen=True, slots=True)
class Options:
    """How the model is run. ``threads`` None means all cores; ``nice`` is how far it steps back behind others."""

    cpu: bool = False
    threads: int | None = None
    nice: int = 0


class Model:
    """The worker of the model that is chosen, made when first asked for. For any number of threads."""

    def __init__(self, store: ModelStore, options: Options, trust: Trust) -> None:
        self._store, self._options, self._trust = store, options, trust
        self._worker: LlmWorker | None = None
        self._lock = threading.Lock()

    def worker(self) -> LlmWorker:
        """The same one at every call; its process starts with the first question. Raises ModelError for none."""
        with self._lock:
            if self._worker is None:
                chosen = self._store.chosen()
                self._worker = LlmWorker(chosen.path, llm_options(chosen, self._options), trust=self._trust)
            return self._worker

    def or_note(self) -> tuple[LlmWorker | None, tuple[Note, ...]]:
        """The worker, or why there is none."""
        try:
            return self.worker(), ()
        except ModelError as error:
            unchecked = Message("check.implied_unchecked", {"error": both(error.problem, error.remedy)})
            return None, (Note("model", unchecked),)

    def close(self) -> None:
        """End the worker. Whoever asks next gets one of the model that is chosen then."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


def llm_options(chosen: ChosenModel, options: Options) -> LlmOptions:
    """How the worker of a model is started."""
    cards = () if options.cpu else graphics.devices()
    run = LlmOptions(threads=options.threads, cpu=options.cpu, nice=options.nice, devices=cards)
    entry = chosen.entry
    return run if entry is None else replace(run, model_id=entry.id, name=entry.name, frame=frame(entry.prompt))


def frame(prompt: Prompt) -> dict[str, str]:
    """The catalogue's prompt format in the pieces that stand before, after and between texts."""
    return {
        "system": f"{prompt.system}{{system}}{prompt.end}{prompt.user}",
        "turn": f"{prompt.end}{prompt.assistant}",
        "next": f"{prompt.end}{prompt.user}",
    }
