"""Which mentions are of one person, place or code: "Anna Weber", "Anna" and "Ms Weber"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from redraft.domain.stand_ins import CODES, Kind, Role, StandIn, StandIns
from redraft.domain.text import Span
from redraft.geography import plain
from redraft.usecases.masking.mentions import Mention
from redraft.usecases.masking.tables import bodies, genders, titles

_NOWHERE = Span(0, 0)
_PART = re.compile(r"[^\W\d_]+(?:[’'‑-][^\W\d_]+)*\.?")


@dataclass(slots=True)
class Entity:
    """One that mentions speak of, while they are sorted. ``known``: the stand-in that it had before.

    ``names`` are the ways it is written, with their roles, in the order in which they came; ``counts`` how often, and
    ``titled`` how often behind a title.
    """

    kind: Kind
    known: StandIn | None = None
    names: dict[str, Role] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    titled: Counter[str] = field(default_factory=Counter)
    sex: str = ""

    @property
    def whole(self) -> tuple[str, ...]:
        """The parts of the fullest name that is known, in small letters."""
        return max((parts(name) for name in self.names), key=len, default=())


@lru_cache(4096)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name in small letters, without titles."""
    found = (m.group().casefold().rstrip(".") for m in _PART.finditer(name))
    return tuple(part for part in found if part not in titles())


def entities(text: str, found: Sequence[Mention], known: StandIns) -> list[tuple[Mention, Entity]]:
    """Each mention with whom or what it speaks of; those that ``known`` has go on as they are."""
    every = [_remembered(one) for one in known.entries]
    owners: dict[int, Entity] = {}
    met: dict[tuple[str, Mention], Entity] = {}
    longest_first = sorted(range(len(found)), key=lambda at: (-len(parts(_name(text, found[at]))), at))
    for at in longest_first:
        name, like = _name(text, found[at]), replace(found[at], span=_NOWHERE)
        if (name, like) not in met:
            met[name, like] = _owner(name, like, every)
        owners[at] = met[name, like]
        owners[at].counts[name] += not like.titled
        owners[at].titled[name] += like.titled
    for entity in every:
        _settle(entity)
    return [(one, owners[at]) for at, one in enumerate(found)]


def _name(text: str, mention: Mention) -> str:
    return text[mention.span.start : mention.span.end]


def _remembered(one: StandIn) -> Entity:
    entity = Entity(one.kind, one, {form.real: form.role for form in one.forms if form.seen})
    entity.sex = next((sex for form in one.forms if (sex := _sex(form.real))), "")
    return entity


def _owner(name: str, mention: Mention, every: list[Entity]) -> Entity:
    """The one that a name speaks of, made where there is none."""
    same = [one for one in every if one.kind is mention.kind and _is_same(one, name, mention)]
    exact = [one for one in same if name in one.names]
    if len(exact) == 1 or len(same) == 1:
        owner = (exact or same)[0]
    else:  # nobody, or it could be any of several
        owner = Entity(mention.kind)
        every.append(owner)
    if mention.kind is Kind.PERSON:
        owner.sex = mention.sex or owner.sex or _sex(name)
    alone = mention.kind is Kind.PERSON and mention.titled and len(parts(name)) == 1
    owner.names.setdefault(name, Role.SURNAME if alone else Role.OTHER if owner.names else Role.WHOLE)
    return owner


def _sex(name: str) -> str:
    """What the first part of a name tells."""
    return genders().get(next(iter(parts(name)), ""), "")


def _is_same(one: Entity, name: str, mention: Mention) -> bool:
    if one.kind is Kind.PERSON:
        return _is_same_person(one, parts(name), mention)
    if one.kind is Kind.ORGANISATION:
        return any(_is_same_firm(other, name) for other in one.names)
    return any(key(one.kind, other) == key(one.kind, name) for other in one.names)


def key(kind: Kind, name: str) -> str:
    """What two ways of writing one thing share."""
    if kind in CODES:
        return "".join(c for c in name.casefold() if c.isalnum()) or name
    return plain(name) or name.casefold()


def _is_same_person(one: Entity, said: tuple[str, ...], mention: Mention) -> bool:
    whole = one.whole
    if not said or not whole or (mention.sex and one.sex and mention.sex != one.sex):
        return False
    if said == whole:
        return True
    if len(said) == 1 or len(whole) == 1:
        short, long = (said, whole) if len(said) == 1 else (whole, said)
        surname_only = mention.titled if len(said) == 1 else Role.SURNAME in one.names.values()
        return short[0] == long[-1] or (short[0] == long[0] and not (surname_only and len(long) > 1))
    if said[-1] == whole[-1] and _first_fits(said[0], whole[0]):
        return True
    short, long = sorted((said, whole), key=len)
    return long[: len(short)] == short


def _first_fits(one: str, other: str) -> bool:
    """Whether two first names are the same, or one is the initial of the other."""
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _is_same_firm(one: str, other: str) -> bool:
    short, long = sorted((plain(one).split(), plain(other).split()), key=len)
    more = long[len(short) :]
    return bool(short) and long[: len(short)] == short and all(word in bodies() for word in more)


def _settle(entity: Entity) -> None:
    """Give the names of an entity their roles, once all of them are known; capitals throughout are no other name."""
    for name in [one for one in entity.names if any(one == other.upper() != other for other in entity.names)]:
        del entity.names[name]
    if entity.kind is Kind.PERSON:
        whole = entity.whole
        full = next((name for name in entity.names if parts(name) == whole), "")
        for name in entity.names:
            said = parts(name)
            if len(whole) > 1 and name != full:
                alone = len(said) == 1
                entity.names[name] = (
                    Role.GIVEN if alone and said == whole[:1] else Role.SURNAME if alone else Role.OTHER
                )
            elif len(whole) > 1:
                entity.names[name] = Role.WHOLE
    elif entity.kind is Kind.ORGANISATION:
        longest = max(entity.names, key=len)
        for name in entity.names:
            cased = name.casefold() == longest.casefold()
            entity.names[name] = Role.WHOLE if name == longest else Role.OTHER if cased else Role.SHORT
    _only_one(entity.names)


def _only_one(names: dict[str, Role]) -> None:
    """Each role once, the first who has it; other ways to write the same are others."""
    taken: set[Role] = set()
    for name, role in names.items():
        if role in taken:
            names[name] = Role.OTHER
        taken.add(role)
