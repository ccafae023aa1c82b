"""What a text can reveal about a person: one table an attribute, ``resources/attributes/<name>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, ClassVar

from redraft.assets import resource


class Severity(IntEnum):
    """How much it can hurt when a stranger knows this. Ordered: a higher value hurts more.

    Critical: lets somebody act in the person's name or take their money. High: special categories of GDPR article 9,
    children, crime, and what lets a stranger turn up or get in touch. Medium: narrows people down a lot. Low: the rest.
    """

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Matter(StrEnum):
    """What people tell an assistant and nobody else, in the order in which it is shown of such talks."""

    HEALTH = "health"
    MONEY = "money"
    WORK = "work"
    OTHERS = "others"


class Asked(StrEnum):
    """When the model is asked about an attribute: of every text, where a word points to it, or never."""

    ALWAYS = "always"
    CUED = "cued"
    NEVER = "never"


class Group(StrEnum):
    """What sort of thing it is: something about a person, a code that leads to one, a name, or a mere detail."""

    PERSON = "person"
    CODES = "codes"
    NAMED = "named"
    DETAILS = "details"


class Answers(StrEnum):
    """What an answer looks like; ``CHOICE`` is one of a known set, all others are open."""

    CHOICE = "choice"
    NUMBER = "number"
    PLACE = "place"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two answers relate; :mod:`redraft.domain.relations` says what follows.

    ``kind`` names the rule: NUMBER, PLACE, CHOICE, or TEXT. Of numbers, ``reach`` is the distance up to which two are
    one answer, and beyond ``gone`` one no longer tells of the other. ``includes``: answers that are kinds of another.
    """

    kind: Answers
    reach: int = 0
    gone: int = 0
    includes: dict[str, tuple[str, ...]] = field(default_factory=dict)


class _Registry(type):
    """Makes the class the collection of all its values, in the order of their tables."""

    def __iter__(cls) -> Iterator[Attribute]:
        return iter(_ALL.values())

    def __len__(cls) -> int:
        return len(_ALL)

    def __contains__(cls, name: object) -> bool:
        return name in _ALL


class Attribute(str, metaclass=_Registry):
    """A thing that can be known about a person: its name, interned, with what its table says.

    ``Attribute("age")`` is the one value of that name, or a ValueError; the class is the collection of all, in the
    order in which they are shown. Only those that code has a reason to name are named here; a table makes any other.
    What it is called stands in the message catalogues, under ``attribute.`` and its name.

    ``severity``      the usual one, when nothing more is known about a finding.
    ``special``       a special category of GDPR article 9.
    ``last``          shown after everything else, however sure.
    ``matter``        which of the matters it is that people tell assistants alone; None for most.
    ``hurts_with``    the audiences with whom it hurts most; ``known_to``: those who usually know it anyway.
    ``answers``       what an answer looks like; ``values`` are all answers where they are a known set, ``usual`` their
                      shares among people who write online (our estimates), empty where nobody estimated them.
    ``forms``         how answers with words of the text in them are written, by the code of their message.
    ``steps``         from exact to vague, as a rewording goes; the first says what sort of thing it is.
    ``single``        a person has one at a time; ``changes``: it can be one and later another.
    ``told_by``       attributes whose statements tell this one, too.
    ``narrows``       the statistics that say how many people an answer fits; empty when there are none.
    """

    __slots__ = ("answers", "asked", "changes", "forms", "group", "hurts_with", "known_to", "last", "matter",
                 "narrows", "relation", "severity", "single", "special", "steps", "told_by", "usual",
                 "values")  # fmt: skip
    severity: Severity
    special: bool
    group: Group
    last: bool
    matter: Matter | None
    hurts_with: frozenset[str]
    known_to: frozenset[str]
    asked: Asked
    answers: Answers
    values: tuple[str, ...]
    usual: tuple[float, ...]
    forms: dict[str, str]
    steps: tuple[str, ...]
    single: bool
    changes: bool
    told_by: frozenset[str]
    narrows: str
    relation: Relation

    AGE: ClassVar[Attribute]
    SEX: ClassVar[Attribute]
    RELATIONSHIP: ClassVar[Attribute]
    EDUCATION: ClassVar[Attribute]
    OCCUPATION: ClassVar[Attribute]
    INCOME: ClassVar[Attribute]
    LOCATION: ClassVar[Attribute]
    BIRTHPLACE: ClassVar[Attribute]
    HEALTH: ClassVar[Attribute]
    RELIGION: ClassVar[Attribute]
    POLITICS: ClassVar[Attribute]
    ETHNICITY: ClassVar[Attribute]
    ORIENTATION: ClassVar[Attribute]
    FAMILY: ClassVar[Attribute]
    EMPLOYER: ClassVar[Attribute]
    SCHOOL: ClassVar[Attribute]
    WHEREABOUTS: ClassVar[Attribute]
    ABSENCE: ClassVar[Attribute]
    CONTACT: ClassVar[Attribute]
    ACCOUNT: ClassVar[Attribute]
    DOCUMENT: ClassVar[Attribute]
    FINANCE: ClassVar[Attribute]
    DEVICE: ClassVar[Attribute]
    CHILDREN: ClassVar[Attribute]
    ROUTINE: ClassVar[Attribute]
    LANGUAGE: ClassVar[Attribute]
    PERSONALITY: ClassVar[Attribute]
    NAME: ClassVar[Attribute]
    UNIQUE: ClassVar[Attribute]
    HIDDEN_WORDS: ClassVar[Attribute]
    OTHER_PERSON: ClassVar[Attribute]
    PLACE: ClassVar[Attribute]
    ORGANISATION: ClassVar[Attribute]
    EVENT: ClassVar[Attribute]
    DATE: ClassVar[Attribute]
    TITLE: ClassVar[Attribute]

    def __new__(cls, name: str) -> Attribute:
        """The value of that name; raises ValueError when there is none."""
        known = _ALL.get(name)
        if known is None:
            raise ValueError("there is no attribute of that name")
        return known

    def __reduce__(self) -> tuple[type[Attribute], tuple[str]]:
        return Attribute, (str(self),)

    @property
    def ladder(self) -> str:
        """The first of the steps from exact to vague, which names them all; empty without steps."""
        return self.steps[0] if self.steps else ""

    @property
    def value(self) -> str:
        """The name as a plain string."""
        return str(self)


def _made(name: str, table: dict[str, Any]) -> Attribute:
    """The attribute of a table; raises KeyError, ValueError or TypeError for a table that is none."""
    made = str.__new__(Attribute, name)
    choice = isinstance(table["answers"], list)
    relation = dict(table.get("relation", {}))
    made.severity = Severity[table["severity"].upper()]
    made.special = table.get("special_category", False)
    made.group = Group(table["group"])
    made.last = table.get("last", False)
    made.matter = Matter(table["matter"]) if "matter" in table else None
    made.hurts_with = frozenset(table.get("hurts_with", ()))
    made.known_to = frozenset(table.get("known_to", ()))
    made.asked = Asked(table["asked"])
    made.answers = Answers.CHOICE if choice else Answers(table["answers"])
    made.values = tuple(table["answers"]) if choice else ()
    made.usual = tuple(table.get("usual", ()))
    made.forms = dict(table.get("forms", {}))
    made.steps = tuple(table.get("steps", ()))
    made.single = table.get("single", False)
    made.changes = table.get("changes", False)
    made.told_by = frozenset(table.get("told_by", ()))
    made.narrows = table.get("narrows", "")
    made.relation = Relation(
        Answers(relation.pop("kind", Answers.TEXT if made.answers is Answers.TITLE else made.answers)),
        includes={one: tuple(kinds) for one, kinds in relation.pop("includes", {}).items()},
        **relation,
    )
    return made


def _read() -> dict[str, Attribute]:
    tables = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in resource("attributes").glob("*.toml")}
    return {name: _made(name, tables[name]) for name in sorted(tables, key=lambda name: tables[name]["order"])}


_ALL: dict[str, Attribute] = _read()
for _name in _ALL.keys() & {name.lower() for name in Attribute.__annotations__ if name.isupper()}:
    setattr(Attribute, _name.upper(), _ALL[_name])

ALWAYS_ASKED = tuple(a for a in Attribute if a.asked is Asked.ALWAYS)
"""What the model is asked of every text: the eight attributes of SynthPAI (arXiv 2406.07217), in its order."""
ASKED_WHERE_CUED = tuple(a for a in Attribute if a.asked is Asked.CUED)
"""What the model is asked about in the full pass, and only where a word points to it."""
ASKED = (*ALWAYS_ASKED, *ASKED_WHERE_CUED)
"""All that the model can be asked about."""
CODES = frozenset(a for a in Attribute if a.group is Group.CODES)
"""What leads to one person wherever it stands: numbers, addresses, accounts."""
