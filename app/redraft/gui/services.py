"""What the window needs from the rest of Redraft: filled by ``bootstrap``, and by scripts for tests and screenshots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from redraft.domain.message import Message
from redraft.domain.suited import Suited
from redraft.domain.text import Note
from redraft.gui.archive.desk import ArchiveDesk
from redraft.gui.keeping.desk import StoreDesk
from redraft.gui.picture.desk import PictureDesk
from redraft.gui.playlist.desk import PlaylistDesk
from redraft.gui.turn import Turn
from redraft.storage.textfile import read_draft
from redraft.usecases.ports import CancelToken
from redraft.usecases.rewrite import RewriteDraft

OnBytes = Callable[[int, int], None]
"""Called with the bytes done and the bytes there are."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model as the Models page shows it. Sizes in bytes; ``fits`` says that this machine, which has ``have`` bytes
    of memory, 0 if unknown, can run it. ``seconds`` is how long a check takes here, ``estimated`` where another model
    was measured, None before any was.
    """

    id: str
    name: str
    size: int
    memory: int
    licence: str
    origin: str
    fits: bool = True
    fit_note: str = ""
    installed: bool = False
    active: bool = False
    found_at: str = ""
    suited: Suited = Suited.LARGER
    seconds: float | None = None
    estimated: bool = True
    have: int = 0


class ModelShop(Protocol):
    """The installed models and the catalogue. Every call may take long and is made on a thread of its own."""

    def rows(self) -> Sequence[ModelRow]:
        """The catalogue, with what is installed and what was found on this computer (``found_at``)."""

    def install(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """Fetch and verify a model, or go on where a cancelled installation stopped; raises FetchError, Cancelled."""

    def adopt(self, path: Path) -> None:
        """Use a model file of this computer after checking its hash; raises ModelError when it is not known."""

    def verify(self, model_id: str, *, on_bytes: OnBytes, cancel: CancelToken) -> None:
        """Compare an installed model with its hash; raises ModelError when it differs."""

    def choose(self, model_id: str) -> None:
        """Make an installed model the one that looks."""

    def remove(self, model_id: str) -> None:
        """Delete an installed model."""


class Settings(Protocol):
    """Where the window keeps its size and the user's choices. Never texts."""

    def get(self, key: str, default: str = "") -> str:
        """The value of a key, or the default."""

    def set(self, key: str, value: str) -> None:
        """Remember a value."""


class MemorySettings:
    """Settings that last until the window closes."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, key: str, default: str = "") -> str:
        """The value of a key, or the default."""
        return self._values.get(key, default)

    def set(self, key: str, value: str) -> None:
        """Remember a value."""
        self._values[key] = value


class Refusal(Protocol):
    """One thing a worker tried that must not work, and what the system said to it; ``workers.prove.Attempt`` is one."""

    @property
    def what(self) -> str:
        """What was tried."""

    @property
    def refused(self) -> bool:
        """True when the cage refused it."""

    @property
    def system_said(self) -> str:
        """The system's answer."""


@dataclass(slots=True)
class Services:
    """Everything the window is given.

    ``rewrite`` checks and rewords drafts; ``reload`` is called on a thread after another model was chosen and returns
    the one that does so from then on. ``turn`` is held while the draft asks the model. ``prove`` runs the refusals
    and ``ground`` says what they rest on, both on a thread; after a proof that failed, no worker gets a text until
    ``go_on`` is called. ``keeping`` None: nothing can be kept. ``close`` ends the workers and closes the store.
    """

    rewrite: RewriteDraft
    store: ModelShop | None = None
    settings: Settings = field(default_factory=MemorySettings)
    prove: Callable[[], Sequence[Refusal]] | None = None
    ground: Callable[[], Sequence[Message]] = tuple
    go_on: Callable[[], None] | None = None
    turn: Turn = field(default_factory=Turn)
    archive: ArchiveDesk | None = None
    playlist: PlaylistDesk | None = None
    picture: PictureDesk | None = None
    keeping: StoreDesk | None = None
    reload: Callable[[], RewriteDraft] | None = None
    read_draft: Callable[[Path], tuple[str, tuple[Note, ...]]] = read_draft
    close: Callable[[], None] = lambda: None
    version: str = ""

    @property
    def has_model(self) -> bool:
        """True when there is a model that can look."""
        return self.rewrite.check.attacker is not None
