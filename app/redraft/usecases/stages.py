"""What the conductors hand out as they work: small values, each of which can be shown as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.edit import Edit, Wording
from redraft.domain.errors import ModelError
from redraft.domain.profile import ArchiveReport, Progress
from redraft.domain.report import Report
from redraft.domain.text import Note
from redraft.usecases.cost import Cost
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The fast tier has said what it found."""

    known: Known


@dataclass(frozen=True, slots=True)
class Noticed:
    """The encoder has said what a sharp reader could tell; the model has not confirmed any of it yet."""

    known: Known


@dataclass(frozen=True, slots=True)
class Answered:
    """The model is looking: of so many attributes that it was ``asked`` about so many are ``answered``, at first 0."""

    known: Known
    depth: Pass
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A pass of the model has ended."""

    known: Known
    depth: Pass


@dataclass(frozen=True, slots=True)
class NotLooked:
    """The model could not look, and a note says so; ``error`` says why."""

    known: Known
    error: ModelError


CheckStage = WordsRead | Noticed | Answered | Looked | NotLooked


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What came of it. ``chosen`` holds, for each edit, the wording that was taken.

    ``rounds`` is how often everybody looked before nothing was told any more or no edit helped.
    """

    text: str
    edits: tuple[Edit, ...]
    chosen: tuple[Wording, ...]
    before: Report
    after: Report
    cost: Cost
    rounds: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits of a text, in its order, and the wording of each that is taken."""

    edits: tuple[Edit, ...]
    chosen: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be said otherwise; it may be milder or stronger in the next."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """The attacker has looked at the new text alone, for the ``round``-th time; ``left`` is what it still tells."""

    round: int
    after: Report
    left: frozenset[Attribute]


@dataclass(frozen=True, slots=True)
class Reworded:
    """The end."""

    rewrite: Rewrite


RewriteStage = CheckStage | Proposed | LookedAgain | Reworded


@dataclass(frozen=True, slots=True)
class PostsRead:
    """The next kept posts of an archive, in reading order, which is the order of positions."""

    posts: tuple[Post, ...]


ScanStage = Progress | PostsRead | ArchiveReport
"""How far a scan is, what it has read, and what is known by then; the last is the report at the end."""
