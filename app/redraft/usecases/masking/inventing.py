"""Invented names that stand for others: of the same kind, gender and form, and nowhere in the texts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from redraft import languages
from redraft.domain.stand_ins import CODES, Form, Kind, Role, StandIn
from redraft.geography import cities, cities_named, plain, regions
from redraft.usecases.masking import scrambling
from redraft.usecases.masking.entities import Entity, parts
from redraft.usecases.masking.tables import bodies, invented

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = frozenset("of the for and & de la du des der die das für und von am im in".split())  # noqa: SIM905
TRIES = 50
SHORTEST_CODE = 4
"""Letters and digits of a code below which another of its form could be anything."""
TOWN = (20_000, 150_000)
"""People of a town that stands for another: few enough to be called the same in every language."""
_SHORTEST = 5


class Inventor:
    """Chooses names that none of the given words is, each once. Deterministic for a ``seed``."""

    def __init__(self, taken: Iterable[str], language: str, seed: int | None = None) -> None:
        self._taken = {word.casefold() for text in taken for word in _WORD.findall(text)}
        self._codes: set[str] = set()
        self._language = language
        self._random = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311 - no secret hangs on it

    def names(self, entity: Entity) -> dict[str, str] | None:
        """What stands for each name of an entity, and for those that follow from them; None where nothing is left to
        choose or a label says more.
        """
        make: dict[Kind, Callable[[Entity], dict[str, str] | None]] = {
            Kind.PERSON: self._person,
            Kind.ORGANISATION: self._firm,
            Kind.TOWN: lambda one: self._place(one, self._town(one)),
            Kind.REGION: lambda one: self._place(one, self._region(one)),
            Kind.COUNTRY: lambda one: self._place(one, self._one_of(invented("country", self._language))),
            Kind.PLACE: lambda one: self._place(one, self._one_of(invented("organisation", "names"))),
            Kind.ADDRESS: lambda one: self._place(one, self._address(next(iter(one.names)))),
        }
        if entity.kind in make:
            return make[entity.kind](entity)
        return self._code(entity) if entity.kind not in {Kind.DATE, Kind.TEXT} else None

    def more(self, known: StandIn, entity: Entity, names: Sequence[tuple[Role, str, bool]]) -> list[Form]:
        """Forms for further names of one that has invented ones; those that nothing can be made of are left out."""
        made: list[Form] = []
        taken = {form.shown for form in known.forms}
        for role, name, seen in names:
            shown = self._another(known, entity, name)
            if shown is not None and shown not in taken:
                taken.add(shown)
                made.append(Form(role, name, shown, seen))
        return made

    def _another(self, known: StandIn, entity: Entity, name: str) -> str | None:
        """What stands for one more name of somebody: parts that are known stay, new ones are chosen."""
        if known.kind in CODES:
            return scrambling.spaced_as(known.base, name)
        if known.kind is not Kind.PERSON:
            return _cased(known.base, name) if name.casefold() == known.forms[0].real.casefold() else None
        new: dict[str, str] = {}
        for form in known.forms:
            old = parts(form.real)
            words = [m.group() for m in _WORD.finditer(form.shown)]
            if len(old) == len(words):
                new |= dict(zip(old, words, strict=True))
        for at, part in enumerate(parts(name)):
            if part not in new and len(part) > 1:
                last = at and at == len(parts(name)) - 1
                pool = invented("surname", "names") if last else invented("given", entity.sex or "n")
                found = self._one_of(self._ending_alike(pool, part))
                if found is None:
                    return None
                new[part] = found
        return _mapped(name, entity.whole, new)

    def _person(self, entity: Entity) -> dict[str, str] | None:
        whole = entity.whole
        alone = len(whole) == 1
        surname_alone = alone and any(role == "surname" for role in entity.names.values())
        new: dict[str, str] = {}
        for at, part in enumerate(whole):
            if part.islower() and at and at < len(whole) - 1 and self._is_particle(entity, part):
                new[part] = part
                continue
            last = surname_alone or (at == len(whole) - 1 and not alone)
            pool = invented("surname", "names") if last else invented("given", entity.sex or "n")
            found = self._one_of(self._ending_alike(pool, part))
            if found is None:
                return None
            new.setdefault(part, found)
        made = {name: _mapped(name, whole, new) for name in entity.names}
        full = next((name for name in entity.names if parts(name) == whole), "")
        if len(whole) > 1 and full:
            words = full.split()
            for word in (words[0], words[-1]):
                made.setdefault(word, _mapped(word, whole, new))
        return made if len(set(made.values())) == len(made) else None

    @staticmethod
    def _is_particle(entity: Entity, part: str) -> bool:
        """Whether it stands in small letters in a name that has capitals, as "van" does."""
        return any(part in name.split() and not name.islower() for name in entity.names)

    def _firm(self, entity: Entity) -> dict[str, str] | None:
        coined = self._one_of(invented("organisation", "names"))
        if coined is None:
            return None
        made = {name: _coined(name, coined) for name in entity.names}
        short = _own_words(max(entity.names, key=len))
        if short and _coined(short, coined) not in made.values():
            made.setdefault(short, _coined(short, coined))
        return made if len(set(made.values())) == len(made) else None

    def _place(self, entity: Entity, found: str | None) -> dict[str, str] | None:
        if found is None:
            return None
        first, *more = entity.names
        made = {first: found}
        for name in more:
            if _cased(found, name) in made.values():
                return None
            made[name] = _cased(found, name)
        return made

    def _town(self, entity: Entity) -> str | None:
        """Another town of the same country, where that is known."""
        own = cities_named(next(iter(entity.names)))
        home = own[0].country if own else {"de": "DE"}.get(self._language, "GB")
        return self._one_of(_towns(home)) or self._one_of(
            ("Ashmere", "Corvale", "Dunholt", "Ellbrook", "Farrowby", "Glenmarsh")
        )

    def _region(self, entity: Entity) -> str | None:
        every = [one for several in regions().values() for one in several]
        own = regions().get(plain(next(iter(entity.names))), [])
        home = own[0].country if own else {"de": "DE"}.get(self._language, "GB")
        return self._one_of([r.name for r in every if r.country == home and r.name.isalpha() and r.name.isascii()])

    def _address(self, real: str) -> str | None:
        if not re.search(r"[^\W\d_]{4}", real) or re.search(r"(?i)\bbox\b|postfach", real):
            return None
        number = str(self._random.randint(2, 98))
        if real[:1].isdigit():
            street = self._one_of(invented("address", "en"))
            return street and f"{number} {street}"
        street = self._one_of(invented("address", "de" if real[-1:].isalnum() and re.search(r"\d\w?$", real) else "en"))
        return street and (f"{street} {number}" if re.search(r"\d\w?$", real) else street)

    def _code(self, entity: Entity) -> dict[str, str] | None:
        """The same number for all ways of writing it, each in its own form."""
        first, *more = entity.names
        for _ in range(TRIES if len(scrambling.squeezed(first)) >= SHORTEST_CODE else 0):
            found = scrambling.code(entity.kind, first, self._random)
            bare = scrambling.squeezed(found)
            if bare not in self._codes and bare != scrambling.squeezed(first):
                self._codes.add(bare)
                made = {first: found}
                for name in more:
                    made[name] = scrambling.spaced_as(found, name)
                return made if len(set(made.values())) == len(made) else None
        return None

    def _one_of(self, names: Sequence[str]) -> str | None:
        """One that nothing in the texts is called, and nobody else."""
        free = [name for name in names if not any(w.casefold() in self._taken for w in _WORD.findall(name))]
        if not free:
            return None
        found = self._random.choice(free)
        self._taken |= {word.casefold() for word in _WORD.findall(found) if len(word) > len("Road")}
        self._taken.add(found.casefold())
        return found

    def _ending_alike(self, names: Sequence[str], real: str) -> Sequence[str]:
        alike = [name for name in names if name.endswith("a") == real.endswith("a")]
        free = [name for name in alike if name.casefold() not in self._taken]
        return free or names


@cache
def _towns(country: str) -> tuple[str, ...]:
    """Towns of a country that may stand for others: of one word, which is no everyday one."""
    words = languages.default().words("dictionary")
    return tuple(
        city.name
        for city in cities()
        if city.country == country
        and TOWN[0] <= city.people <= TOWN[1]
        and city.name.isalpha()
        and city.name.isascii()
        and len(city.name) >= _SHORTEST
        and city.name.casefold() not in words
    )


def _mapped(name: str, whole: tuple[str, ...], new: dict[str, str]) -> str:
    """A name with each part replaced; an initial by the initial of what stands for the first part it fits."""

    def replaced(m: re.Match[str]) -> str:
        part = m.group()
        low = part.casefold()
        if low in new:
            return _cased(new[low], part)
        meant = next((one for one in whole if len(part) == 1 and one.startswith(low)), None)
        return part if meant is None else _cased(new[meant][0], part)

    return re.sub(r"[^\W\d_]+(?:[’'‑-][^\W\d_]+)*", replaced, name)


def _cased(new: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return new.upper()
    return new.lower() if like.islower() else new


def _coined(name: str, coined: str) -> str:
    """A firm's name with its own words replaced and what it is kept: "St Mary's Hospital" as "Brantwell Hospital"."""
    words = name.split()
    own = [not (plain(w) in bodies() or w.casefold() in _BETWEEN) for w in words]
    if not any(own):
        own[0] = True
    first = own.index(True)
    last = first + next((at for at, is_own in enumerate(own[first:]) if not is_own), len(own) - first)
    kept = [w for w, is_own in zip(words[last:], own[last:], strict=True) if not is_own]
    while kept and kept[-1].casefold() in _BETWEEN:
        kept.pop()
    return " ".join([*words[:first], _cased(coined, name), *kept])


def _own_words(name: str) -> str:
    """What is left of a firm's name without what it is, if that is a name of its own."""
    words = name.split()
    while len(words) > 1 and plain(words[-1]) in bodies():
        words.pop()
    return " ".join(words) if len(words) < len(name.split()) and not any(plain(w) in bodies() for w in words) else ""
