"""What was found: a conclusion about a person, how sure it is and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from redraft.domain.attributes import ALWAYS_ASKED, Attribute, Severity
from redraft.domain.message import Message
from redraft.domain.text import Evidence


class Basis(StrEnum):
    """Whether the text says it, or a reader has to conclude it."""

    STATED = "stated"
    IMPLIED = "implied"


class Subject(StrEnum):
    """Whom a finding is about."""

    AUTHOR = "author"
    RELATIVE = "relative"
    BYSTANDER = "bystander"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Which part of Redraft concluded it."""

    IDENTIFIERS = "identifiers"
    ENTITIES = "entities"
    STATED = "stated"
    HEALTH = "health"
    SENSITIVE = "sensitive"
    MODEL = "model"
    MUSIC = "music"
    FUSED = "fused"
    RULE = "rule"


class Grade(StrEnum):
    """How far a text gives an attribute away: its answer can be named; a sharp reader could tell it; neither."""

    NAMED = "named"
    TOLD = "told"
    NOT_TOLD = "not_told"


MENTIONS = frozenset({Source.IDENTIFIERS, Source.ENTITIES})
"""Sources of what merely stands in a text: it need not have to do with the author."""


MEASURED = frozenset({Source.MODEL, Source.FUSED})
"""Sources whose confidence was fitted on labelled texts."""


def measured(source: Source, attribute: Attribute) -> bool:
    """Whether a confidence says how often such conclusions were right, of the attributes that were labelled.

    Any other was set by judgement: there are words for it, and no percentage.
    """
    return source in MEASURED and attribute in ALWAYS_ASKED


@dataclass(frozen=True, slots=True)
class Guess:
    """One possible value, with the probability that it is right, from 0 to 1."""

    value: str
    confidence: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a probability: {self.confidence}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion about one person.

    ``guesses``   one to three values, the most likely first.
    ``evidence``  the words it rests on, in order of the text; empty when it rests on the whole of it, and then
                  ``why`` says so.
    ``why``       one message for the user; may quote the text, so it is never logged.
    ``kind``      a finer name within the attribute, such as ``email`` or ``iban``; empty when there is none.
    ``entity``    the same non-empty id for all findings and mentions of one person, place or code within a text.
    ``named``     whether the first guess is sure enough to be shown as the answer; otherwise a sharp reader could tell,
                  but nobody here can say what.
    ``person``    for bystanders and relatives: who, as a label such as "your sister" or a name; empty for the author.
    ``owned``     whether words around a number or an address say whose it is; else its subject is a supposition.
    """

    attribute: Attribute
    guesses: tuple[Guess, ...]
    evidence: tuple[Evidence, ...]
    source: Source
    basis: Basis
    why: Message
    kind: str = ""
    subject: Subject = Subject.AUTHOR
    person: str = ""
    entity: str = ""
    severity: Severity = Severity.LOW
    named: bool = True
    owned: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.guesses) <= 3:
            raise ValueError(f"{len(self.guesses)} guesses, not one to three")

    @classmethod
    def make(
        cls,
        attribute: Attribute,
        guesses: tuple[Guess, ...],
        evidence: tuple[Evidence, ...],
        *,
        source: Source,
        basis: Basis,
        why: Message,
        kind: str = "",
        subject: Subject = Subject.AUTHOR,
        person: str = "",
        entity: str = "",
        severity: Severity | None = None,
        named: bool = True,
    ) -> Finding:
        """A finding with the usual severity of its attribute unless another is given."""
        level = attribute.severity if severity is None else severity
        ordered = tuple(sorted(evidence))
        return cls(attribute, guesses, ordered, source, basis, why, kind, subject, person, entity, level, named)

    @property
    def mentioned(self) -> bool:
        """True for what merely stands in the text, as against what it says of somebody."""
        return self.source in MENTIONS

    @property
    def measured(self) -> bool:
        """Whether its confidence is how often such conclusions were right."""
        return measured(self.source, self.attribute)

    @property
    def grade(self) -> Grade:
        """Whether its answer can be named, or a sharp reader could but tell."""
        return Grade.NAMED if self.named else Grade.TOLD

    @property
    def best(self) -> Guess:
        """The most likely guess."""
        return self.guesses[0]

    def shifted(self, by: int) -> Finding:
        """The same finding in a text that has ``by`` more code points in front."""
        moved = tuple(Evidence(e.start + by, e.end + by, e.quote) for e in self.evidence)
        return replace(self, evidence=moved)
