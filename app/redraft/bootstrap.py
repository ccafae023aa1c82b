"""The one place where concrete classes meet the use cases."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from redraft import languages
from redraft.assets import model_data
from redraft.detectors.title_language import identify
from redraft.domain.attributes import Attribute
from redraft.domain.errors import ModelError, RedraftError, SandboxError
from redraft.domain.exposure import Audience
from redraft.domain.finding import Finding
from redraft.domain.message import NOTHING, Message, both
from redraft.domain.relations import Fact
from redraft.domain.report import Report
from redraft.domain.text import Note
from redraft.exposure.anonymity import assess
from redraft.exposure.audiences import STRANGERS
from redraft.models.catalogue import Prompt
from redraft.models.store import ChosenModel, ModelStore
from redraft.music.catalogue import artists
from redraft.profiles.casebook import Casebook
from redraft.profiles.shelf import Shelf
from redraft.profiles.telling import Telling
from redraft.profiles.votes import Fusion
from redraft.rewriting.editor import Editor
from redraft.storage.memory import MemoryRecords
from redraft.storage.records import Records
from redraft.storage.session import Session
from redraft.storage.settings import SettingsFile
from redraft.storage.vault import AskPassphrase, Vault
from redraft.usecases.archive_ports import Reader
from redraft.usecases.check import CheckDraft
from redraft.usecases.check_playlist import CheckPlaylist
from redraft.usecases.ports import Attacker, BatchTier, Checkpoints
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan
from redraft.workers import graphics
from redraft.workers.client import WorkerClient
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmOptions, LlmWorker
from redraft.workers.proof import Proof, prove_worker
from redraft.workers.reader_client import ReaderWorker


@dataclass(frozen=True, slots=True)
class Options:
    """How the model is run. ``threads`` None means all cores; ``nice`` is how far it steps back behind others."""

    cpu: bool = False
    threads: int | None = None
    nice: int = 0


class Services:
    """Everything a command or the window needs, made when first asked for and closed together."""

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._memory: MemoryRecords | None = None
        self._distrust: SandboxError | None = None

    def __enter__(self) -> Services:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def settings(self) -> SettingsFile:
        """What is remembered between sessions."""
        return SettingsFile()

    @cached_property
    def store(self) -> ModelStore:
        """The model files on this computer."""
        return ModelStore(choice=self.settings)

    @cached_property
    def fast(self) -> FastWorker:
        """The fast tier, in its worker; the process starts with the first text."""
        return FastWorker()

    @cached_property
    def second_fast(self) -> FastWorker:
        """Another one, for the other half of an archive."""
        return FastWorker()

    @cached_property
    def reader(self) -> ReaderWorker:
        """What reads archives and playlists, in its worker; the process starts with the first."""
        return ReaderWorker()

    @cached_property
    def attacker(self) -> LlmWorker:
        """The model, in its worker; raises ModelError when none is installed."""
        chosen = self.store.chosen()
        worker = LlmWorker(chosen.path, self._llm_options(chosen))
        if self._distrust is not None:
            worker.client.hold(self._distrust)
        return worker

    def _llm_options(self, chosen: ChosenModel) -> LlmOptions:
        given = self._options
        cards = () if given.cpu else graphics.devices()
        run = LlmOptions(threads=given.threads, cpu=given.cpu, nice=given.nice, devices=cards)
        entry = chosen.entry
        if entry is None:
            return run
        return replace(run, model_id=entry.id, name=entry.name, frame=_frame(entry.prompt))

    @cached_property
    def vault(self) -> Vault:
        """The encrypted store, which exists only once the user turned it on."""
        return Vault()

    @cached_property
    def session(self) -> Session:
        """The store as it is open in this run."""
        return Session(self.vault)

    def records(self, ask: AskPassphrase) -> Records:
        """What is kept: the encrypted store when it is on, otherwise memory. Opened once; may wait for the keyring.

        Raises StoreError (KeyringError when the keyring is in the way); whoever asked then decides between trying
        again and going on without. ``ask`` is called only when the store is protected by a passphrase.
        """
        if self.vault.exists:
            return self.session.open(ask)
        self._memory = self._memory or MemoryRecords()
        return self._memory

    def attacker_or_note(self) -> tuple[LlmWorker | None, tuple[Note, ...]]:
        """The model, or why there is none."""
        try:
            return self.attacker, ()
        except ModelError as error:
            return None, (
                Note("model", Message("check.implied_unchecked", {"error": both(error.problem, error.remedy)})),
            )

    def scan(
        self,
        plan: ScanPlan,
        *,
        attacker: Attacker | None = None,
        checkpoints: Checkpoints | None = None,
        notes: Sequence[Note] = (),
        reader: Reader | None = None,
        fast: Sequence[BatchTier] | None = None,
    ) -> ScanArchive:
        """A scan of the archive that the reader has open.

        The window gives a ``reader`` and ``fast`` workers of its own, so that nothing else has to wait for the scan.
        """
        if fast is None:
            fast = [self.fast, self.second_fast] if (os.cpu_count() or 1) > 1 else [self.fast]
        shelf = Shelf(Telling.load(languages.default().path("prompts", "cues.json")))
        casebook = Casebook(shelf, Fusion.load(model_data("fusion", "archive.json")))
        return ScanArchive(
            plan,
            reader or self.reader,
            fast,
            casebook,
            attacker=attacker,
            assess=assess,
            checkpoints=checkpoints,
            notes=notes,
        )

    def playlist(self, judge: LlmWorker | None, budget: float | None = None) -> CheckPlaylist:
        """A check of music; ``budget`` is how many seconds the model may take, None as long as it needs."""
        for warm in (_warm_music, _warm_statistics, *([lambda: _warm_model(judge)] if judge and budget != 0 else [])):
            threading.Thread(target=warm, daemon=True).start()
        return CheckPlaylist(
            self.reader, self.fast, judge, assess, budget, identify=identify,
            prepare=lambda: threading.Thread(target=self._warm, daemon=True).start(),
        )  # fmt: skip

    def check(
        self, attacker: LlmWorker | None, audience: Audience = STRANGERS, declared: frozenset[Fact] = frozenset()
    ) -> CheckDraft:
        """The main job, for a reader. Statistics are read and both workers started while the text is on its way."""
        threading.Thread(target=self._warm, daemon=True).start()
        return CheckDraft(self.fast, attacker, partial(assess, audience=audience), declared)

    def _warm(self) -> None:
        # Whatever goes wrong here is said by the call that waits for an answer.
        with contextlib.suppress(RedraftError):
            self.fast.warm()
        _warm_statistics()

    def rewrite(
        self, attacker: LlmWorker | None, audience: Audience = STRANGERS, declared: frozenset[Fact] = frozenset()
    ) -> RewriteDraft:
        """What rewords; the model helps when there is one."""
        check = self.check(attacker, audience, declared)
        return RewriteDraft(check, Editor(attacker), attacker, None if attacker is None else Editor())

    @staticmethod
    def noted(report: Report, notes: Sequence[Note]) -> Report:
        """The report with more notes."""
        return replace(report, notes=(*notes, *report.notes))

    def workers(self) -> Iterator[WorkerClient]:
        """The clients of all workers that can run here."""
        yield self.fast.client
        yield self.reader.client
        attacker, _ = self.attacker_or_note()
        if attacker is not None:
            yield attacker.client

    def prove(self) -> Iterator[Proof]:
        """Let every worker try to break out; when one can, none gets a text any more until the user decides otherwise.

        Raises WorkerError.
        """
        for client in self.workers():
            proof = prove_worker(client, models=self.store.folder)
            if proof.broken:
                self._hold_back()
            yield proof

    def _hold_back(self) -> None:
        self._distrust = SandboxError(
            Message("worker.isolation_fails"),
            Message("do.doctor_prove"),
        )
        for client in (*self.workers(), self.second_fast.client):
            client.hold(self._distrust)

    def go_on_all_the_same(self) -> None:
        """Give the workers texts again after a proof that failed: the user's decision, never the app's."""
        self._distrust = None
        for client in (*self.workers(), self.second_fast.client):
            client.release()

    def close(self) -> None:
        """End the workers that were started, and close the store."""
        for name in ("fast", "second_fast", "attacker", "reader"):
            if name in self.__dict__:
                self.__dict__[name].close()
        if "session" in self.__dict__:
            self.session.close()


def _frame(prompt: Prompt) -> dict[str, str]:
    """The catalogue's prompt format in the pieces that stand before, after and between texts."""
    return {
        "system": f"{prompt.system}{{system}}{prompt.end}{prompt.user}",
        "turn": f"{prompt.end}{prompt.assistant}",
        "next": f"{prompt.end}{prompt.user}",
    }


def _warm_model(model: LlmWorker) -> None:
    # Whatever goes wrong here is said by the call that waits for an answer.
    with contextlib.suppress(RedraftError):
        model.load()


def _warm_music() -> None:
    artists()
    identify("nad tatrou sa blýska hromy divo bijú")


def _warm_statistics() -> None:
    from redraft.domain.finding import Basis, Guess, Source

    guess = (Guess("Leeds, United Kingdom", 0.9),)
    why = NOTHING
    assess((Finding.make(Attribute.LOCATION, guess, (), source=Source.STATED, basis=Basis.STATED, why=why),))
