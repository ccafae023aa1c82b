"""For whom a draft is written, and what of it has to go or may stay, as the user asks for it in every view."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Audience
from redraft.domain.relations import Fact
from redraft.domain.rules import Rule, Ruling
from redraft.exposure.audiences import BY_NAME


@dataclass(frozen=True, slots=True)
class Brief:
    """``audience`` is a name of :data:`BY_NAME`. ``hide``: only this has to go, even where it is but hinted at; when
    empty, all that is told. ``keep`` may stay. ``decoys``: untrue details are offered too, none is taken by itself.
    """

    audience: str = "strangers"
    hide: tuple[Attribute, ...] = ()
    keep: tuple[Attribute, ...] = ()
    decoys: bool = False

    @classmethod
    def usual(cls, rules: Iterable[Rule], audience: str, *, decoys: bool) -> Brief:
        """What the user asks for in every draft."""
        hide, keep = (_about(rules, ruling) for ruling in (Ruling.GOES, Ruling.STAYS))
        return cls(audience if audience in BY_NAME else "strangers", hide, keep, decoys)

    @property
    def reader(self) -> Audience:
        """Who reads it."""
        return BY_NAME[self.audience]

    @property
    def left_alone(self) -> tuple[Attribute, ...]:
        """What a rewording does not touch: what may stay, and what the reader knows already, unless it has to go."""
        return tuple(a for a in dict.fromkeys((*self.keep, *sorted(self.reader.knows))) if a not in self.hide)

    @property
    def rules(self) -> frozenset[Rule]:
        """What has to go and what may stay, as rules for every draft."""
        going = {Rule(Ruling.GOES, attribute=a) for a in self.hide}
        return frozenset(going | {Rule(Ruling.STAYS, attribute=a) for a in self.keep})

    def public(self, declared: Collection[Fact]) -> frozenset[Fact]:
        """What everybody knows, but for what has to go."""
        return frozenset(fact for fact in declared if fact[0] not in self.hide)

    def going(self, attribute: Attribute) -> Brief:
        """The same, but this has to go."""
        other = self.without(attribute)
        return replace(other, hide=(*other.hide, attribute))

    def staying(self, attribute: Attribute) -> Brief:
        """The same, but this may stay."""
        other = self.without(attribute)
        return replace(other, keep=(*other.keep, attribute))

    def without(self, attribute: Attribute) -> Brief:
        """The same, with nothing asked of this."""
        hide, keep = (tuple(a for a in some if a is not attribute) for some in (self.hide, self.keep))
        return replace(self, hide=hide, keep=keep)


def _about(rules: Iterable[Rule], ruling: Ruling) -> tuple[Attribute, ...]:
    about = {rule.attribute for rule in rules if rule.ruling is ruling and rule.attribute is not None}
    return tuple(attribute for attribute in Attribute if attribute in about)
