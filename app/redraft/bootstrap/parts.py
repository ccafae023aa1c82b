"""The parts together, as a command or the window holds them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from redraft.bootstrap import archive, draft, playlist
from redraft.bootstrap.model import Model, Options
from redraft.domain.errors import SandboxError
from redraft.domain.exposure import Audience
from redraft.domain.message import Message
from redraft.domain.relations import Fact
from redraft.domain.report import Report
from redraft.domain.rules import Rule
from redraft.domain.text import Note
from redraft.exposure.audiences import STRANGERS
from redraft.models.store import ModelStore
from redraft.reports.writing import in_place
from redraft.storage.memory import MemoryRecords
from redraft.storage.records import Records
from redraft.storage.session import Session
from redraft.storage.settings import SettingsFile
from redraft.storage.textfile import read_draft
from redraft.storage.vault import AskPassphrase, Vault
from redraft.usecases.archive_ports import Reader
from redraft.usecases.check import CheckDraft
from redraft.usecases.check_playlist import CheckPlaylist
from redraft.usecases.clean_picture import CleanPicture
from redraft.usecases.masking.masker import Masker
from redraft.usecases.ports import Checkpoints
from redraft.usecases.read_talk import ReadTalk
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.scan_archive import ScanArchive
from redraft.usecases.scan_plan import ScanPlan
from redraft.workers.client import WorkerClient
from redraft.workers.fast_client import FastWorker
from redraft.workers.llm_client import LlmWorker
from redraft.workers.picture_client import PictureWorker
from redraft.workers.proof import Proof, prove_helpers, prove_worker
from redraft.workers.reader_client import ReaderWorker
from redraft.workers.trust import Trust


class Parts:
    """Everything a command or the window needs, closed together. Nothing is read and no process is started here.

    ``settings`` is what is remembered between sessions, ``store`` the model files on this computer, ``vault`` the
    encrypted store, which exists only once the user turned it on, and ``session`` the same as it is open in this run.
    Workers start with the first text: ``fast``, ``second_fast`` for the other half of an archive, ``reader`` for
    archives and playlists, ``picture`` for pictures, ``model``. ``trust`` is shared by all of them; whoever makes
    another worker hands it on.
    """

    def __init__(self, options: Options | None = None) -> None:
        self.trust = Trust()
        self.settings = SettingsFile()
        self.store = ModelStore(choice=self.settings)
        self.model = Model(self.store, options or Options(), self.trust)
        self.fast, self.second_fast = FastWorker(trust=self.trust), FastWorker(trust=self.trust)
        self.reader = ReaderWorker(trust=self.trust)
        self.picture = PictureWorker(trust=self.trust)
        self.vault = Vault()
        self.session = Session(self.vault)

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def attacker(self) -> LlmWorker:
        """The model, in its worker; raises ModelError when none is installed."""
        return self.model.worker()

    def attacker_or_note(self) -> tuple[LlmWorker | None, tuple[Note, ...]]:
        """The model, or why there is none."""
        return self.model.or_note()

    def read_draft(self, path: Path) -> tuple[str, tuple[Note, ...]]:
        """A draft from a file, and what had to be guessed; the reader reads documents, caged; raises InputError."""
        return read_draft(path, self.reader.document)

    @cached_property
    def _memory(self) -> MemoryRecords:
        return MemoryRecords()

    def records(self, ask: AskPassphrase) -> Records:
        """What is kept: the encrypted store when it is on, otherwise memory. Opened once; may wait for the keyring.

        Raises StoreError (KeyringError when the keyring is in the way); whoever asked then decides between trying
        again and going on without. ``ask`` is called only when the store is protected by a passphrase.
        """
        return self.session.open(ask) if self.vault.exists else self._memory

    def check(
        self,
        attacker: LlmWorker | None,
        audience: Audience = STRANGERS,
        declared: frozenset[Fact] = frozenset(),
        rules: frozenset[Rule] = frozenset(),
    ) -> CheckDraft:
        """The main job, for a reader."""
        return draft.check_draft(self.fast, attacker, audience, declared, rules)

    def rewrite(
        self,
        attacker: LlmWorker | None,
        audience: Audience = STRANGERS,
        declared: frozenset[Fact] = frozenset(),
        rules: frozenset[Rule] = frozenset(),
    ) -> RewriteDraft:
        """What rewords, and its check; the model helps when there is one."""
        return draft.rewrite_draft(self.check(attacker, audience, declared, rules), self.fast)

    def masker(self, rules: frozenset[Rule] = frozenset()) -> Masker:
        """What puts stand-ins into a text; needs no model."""
        return Masker(self.fast, rules)

    def scan(
        self,
        plan: ScanPlan,
        *,
        attacker: LlmWorker | None = None,
        checkpoints: Checkpoints | None = None,
        notes: Sequence[Note] = (),
        reader: Reader | None = None,
        fast: Sequence[FastWorker] | None = None,
        show: bool = False,
    ) -> ScanArchive:
        """A scan of the archive that the reader has open.

        The window gives a ``reader`` and ``fast`` workers of its own, so that nothing else has to wait for the
        scan, and wants to ``show`` what is known in between.
        """
        tiers = fast or ([self.fast, self.second_fast] if (os.cpu_count() or 1) > 1 else [self.fast])
        return archive.scan_archive(plan, reader or self.reader, tiers, attacker, checkpoints, notes, show=show)

    def playlist(
        self, judge: LlmWorker | None, budget: float | None = None, *, reader: Reader | None = None
    ) -> CheckPlaylist:
        """A check of music; ``budget`` is how many seconds the model may take, None as long as it needs."""
        return playlist.check_playlist(reader or self.reader, self.fast, judge, budget)

    def clean_picture(self) -> CleanPicture:
        """What saves clean copies of pictures, each looked at again by a process that has not seen the original."""
        return CleanPicture(lambda: PictureWorker(trust=self.trust), in_place)

    def talk(self, fast: FastWorker | None = None) -> ReadTalk:
        """The reading of a conversation; the window gives it a ``fast`` worker of its own."""
        return ReadTalk(draft.check_draft(fast or self.fast, None, STRANGERS, frozenset()))

    @staticmethod
    def noted(report: Report, notes: Sequence[Note]) -> Report:
        """The report with more notes."""
        return replace(report, notes=(*notes, *report.notes))

    def workers(self) -> Iterator[WorkerClient]:
        """The clients of all kinds of workers that can run here."""
        yield self.fast.client
        yield self.reader.client
        attacker, _ = self.attacker_or_note()
        if attacker is not None:
            yield attacker.client

    def prove(self) -> Iterator[Proof]:
        """Let every worker try to break out; when one can, none gets a text any more until the user decides otherwise.

        Then the helpers, which see no text. Raises WorkerError.
        """
        models = self.store.folder
        workers = (prove_worker(client, models=models) for client in self.workers())
        for proof in chain(workers, prove_helpers(models=models)):
            if proof.broken:
                self.trust.withdraw(SandboxError(Message("worker.isolation_fails"), Message("do.doctor_prove")))
            yield proof

    def go_on_all_the_same(self) -> None:
        """Give the workers texts again after a proof that failed: the user's decision, never the app's."""
        self.trust.restore()

    def close(self) -> None:
        """End the workers that were started, and close the store."""
        for part in (self.fast, self.second_fast, self.model, self.reader, self.picture, self.session):
            part.close()
