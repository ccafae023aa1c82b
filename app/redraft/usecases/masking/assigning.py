"""A stand-in for one that mentions speak of: a label, or invented names; one that has one keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redraft.domain.stand_ins import Form, Kind, Role, StandIn, StandIns, Style
from redraft.usecases.masking import labels
from redraft.usecases.masking.entities import Entity, parts
from redraft.usecases.masking.inventing import Inventor


class Assigning:
    """Gives out stand-ins, beside those of ``known``; no label that stands in ``text``, which is in small letters."""

    def __init__(self, known: StandIns, style: Style, language: str, inventor: Inventor, text: str) -> None:
        self._style, self._language, self._inventor, self._text = style, language, inventor, text
        self.entries = list(known.entries)

    def stand_in(self, entity: Entity) -> StandIn:
        """What stands for it, with all ways in which it is written by now."""
        if entity.known is None:
            made = self._invented(entity) if self._style is Style.NAMES else None
            entry = made or self._labelled(entity)
            self.entries.append(entry)
            return entry
        entry = self._extended(entity, entity.known)
        self.entries[self.entries.index(entity.known)] = entry
        return entry

    def _labelled(self, entity: Entity) -> StandIn:
        number = self._next(entity.kind, Style.LABELS)
        base = labels.base(entity.kind, number, self._language)
        forms: list[Form] = []
        for name in _usual_first(entity):
            forms.append(self._form(entity.names[name], name, base, len(forms) + 1))
        for role, name in _follow(entity):
            forms.append(self._form(role, name, base, len(forms) + 1, seen=False))
        return StandIn(entity.kind, number, Style.LABELS, base, tuple(forms), _behind_titles(entity, forms))

    def _form(self, role: Role, name: str, base: str, place: int, *, seen: bool = True) -> Form:
        return labels.form(role, name, base, place, self._language, seen=seen)

    def _invented(self, entity: Entity) -> StandIn | None:
        made = self._inventor.names(entity)
        if made is None:
            return None
        roles = entity.names | {name: role for role, name in _follow(entity) if name not in entity.names}
        forms = tuple(
            Form(roles.get(real, Role.OTHER), real, shown, real in entity.names) for real, shown in made.items()
        )
        return StandIn(entity.kind, self._next(entity.kind, Style.NAMES), Style.NAMES, forms[0].shown, forms)

    def _extended(self, entity: Entity, known: StandIn) -> StandIn:
        """The same with what it is called besides by now; its forms keep their places."""
        forms = [replace(f, seen=f.seen or f.real in entity.names, role=_role_now(f, entity)) for f in known.forms]
        said = {form.real for form in forms}
        more = [(role, name, True) for name, role in entity.names.items() if name not in said]
        more += [(role, name, False) for role, name in _follow(entity) if name not in {*said, *entity.names}]
        if known.style is Style.LABELS:
            for role, name, seen in more:
                forms.append(self._form(role, name, known.base, len(forms) + 1, seen=seen))
        elif more:
            forms += self._inventor.more(known, entity, more)
        return replace(known, forms=tuple(forms))

    def _next(self, kind: Kind, style: Style) -> int:
        """The next number of a kind whose label nothing in the text looks like."""
        number = max((one.number for one in self.entries if one.kind is kind and one.style is style), default=0) + 1
        while style is Style.LABELS and labels.base(kind, number, self._language).strip("[]").casefold() in self._text:
            number += 1
        return number


def _usual_first(entity: Entity) -> list[str]:
    """The names of an entity, the one first that is meant without more; a last name after titles needs no label."""
    names = list(entity.names)
    if entity.kind is not Kind.PERSON:
        return sorted(names, key=lambda name: -entity.counts[name])
    return sorted(names, key=lambda name: (entity.names[name] is Role.SURNAME, -entity.counts[name]))


def _behind_titles(entity: Entity, forms: list[Form]) -> int:
    """Which form a title is mostly followed by; the last name where none is."""
    said = entity.titled.most_common(1)
    if said and said[0][1]:
        return next((at for at, form in enumerate(forms) if form.real == said[0][0]), 0)
    return next((at for at, form in enumerate(forms) if form.role is Role.SURNAME), 0)


def _follow(entity: Entity) -> Iterable[tuple[Role, str]]:
    """What answers may shorten a name to: its first or last part, a firm's own words."""
    whole = next((name for name, role in entity.names.items() if role is Role.WHOLE), "")
    taken = set(entity.names.values())
    if entity.kind is Kind.PERSON and len(parts(whole)) > 1:
        words = whole.split()
        found = {Role.GIVEN: words[0], Role.SURNAME: words[-1]}
        yield from ((role, word) for role, word in found.items() if role not in taken)


def _role_now(form: Form, entity: Entity) -> Role:
    return entity.names.get(form.real, form.role)
