"""What scanning an archive needs from the world, beside :mod:`redraft.usecases.ports`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from redraft.domain.archive import Counts, Locator, Opened, Post, ReadChoices, Skipped
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.items import Item
from redraft.domain.profile import Cut, Trait
from redraft.domain.report import Verdict
from redraft.domain.text import Note
from redraft.usecases.ports import CancelToken


class Reader(Protocol):
    """Reads an archive or playlist, in a process of its own. One archive at a time; not for several threads at once."""

    def open(self, paths: Sequence[Path]) -> Opened:
        """Open files or folders that belong together; raises InputError with what to do, WorkerError."""

    def count(
        self,
        choices: ReadChoices,
        *,
        on_counts: Callable[[Counts], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Counts:
        """Read everything once and only count it. Raises InputError, WorkerError or Cancelled."""

    def items(self, choices: ReadChoices, *, skip: int = 0, cancel: CancelToken | None = None) -> Iterator[Item]:
        """All items in order, but the first ``skip``, which an earlier reading gave. Raises as :meth:`count`.

        The order is always the same for the same files and choices. A lost process is started again, once, and goes
        on where it was.
        """

    def reread(
        self, choices: ReadChoices, places: Sequence[Locator], *, cancel: CancelToken | None = None
    ) -> dict[Locator, Post]:
        """The posts at these places, read again; also between two items. What has gone since is left out."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know about the reading so far."""

    def close(self) -> None:
        """End the process and close the files."""


class Dossier(Protocol):
    """Telling pieces of posts as one text, for the model to read."""

    @property
    def text(self) -> str:
        """What it reads."""


D = TypeVar("D", bound=Dossier)


class Casebook(Protocol[D]):
    """Everything known about one archive while it is scanned. Positions count kept posts from 0, in reading order."""

    @property
    def counts(self) -> Counts:
        """Exact counts of what went by."""

    @property
    def scanned(self) -> int:
        """Posts that the fast tier has seen."""

    @property
    def asked(self) -> int:
        """Posts that the model has read."""

    def skip(self, skipped: Skipped) -> None:
        """Count a record that is not kept."""

    def add(self, post: Post, findings: Sequence[Finding] | None) -> int:
        """Take a post in; ``findings`` None means that it lies outside of what is scanned. Returns its position."""

    def locator(self, at: int) -> Locator:
        """Where the post at a position stands in the archive."""

    def dossier(self, letters: int, *, without: Collection[int] | None = None) -> D | None:
        """The most telling posts that the model has not read yet, within so many code points, or None.

        With ``without``: of all posts but these, whether the model has read them or not.
        """

    def questions(self, dossier: D) -> tuple[Attribute, ...]:
        """What is worth asking about a dossier."""

    def hear(self, dossier: D, verdicts: Sequence[Verdict], findings: Sequence[Finding]) -> Mapping[str, Any]:
        """Take in what the model concluded. The result, JSON-ready, is what :meth:`recall` needs."""

    def recall(self, body: Mapping[str, Any]) -> None:
        """Take in what :meth:`hear` gave before."""

    def missing(self) -> list[int]:
        """Positions of posts that are shown and whose texts are not at hand."""

    def traits(self, more: Mapping[int, Post]) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
        """What all posts give away about the author, and whom and what they name. ``more``: texts read again."""

    def cut(
        self, attribute: Attribute, threshold: float, *, keep: Collection[int] = (), gone: Collection[int] = ()
    ) -> Cut[int]:
        """The fewest posts to delete or edit so that the attribute falls below the threshold."""

    def alike(self, attribute: Attribute, first: str, second: str) -> bool:
        """Whether two values say the same."""

    def post(self, at: int) -> Post | None:
        """A post whose text is at hand."""
