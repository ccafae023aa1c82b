"""Archives of several platforms by the same person, read one after the other as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redraft.domain.items import Item
from redraft.importers.contract import Importer, Options
from redraft.importers.opening import Source

LEAST = 0.8
"""A part of the set is an archive of its own when an importer is so sure; otherwise it belongs to the first one."""


@dataclass(frozen=True, slots=True)
class Together:
    """Several importers, each for the parts of a set that are its own. ``shares`` has the numbers of these parts."""

    importers: tuple[Importer, ...]
    shares: tuple[frozenset[int], ...]
    music: bool = False

    @property
    def name(self) -> str:
        """The names, joined."""
        return "+".join(one.name for one in self.importers)

    @property
    def talks(self) -> bool:
        """Whether any of them yields what somebody told an assistant."""
        return any(one.talks for one in self.importers)

    @property
    def label(self) -> str:
        """The labels, joined."""
        return " + ".join(one.label for one in self.importers)

    def recognise(self, source: Source) -> float:
        """As sure as the least sure of them."""
        return min(
            one.recognise(source.of_parts(parts)) for one, parts in zip(self.importers, self.shares, strict=True)
        )

    def posts(self, source: Source, options: Options) -> Iterator[Item]:
        """All records of the first platform, then of the next; members keep their numbers."""
        for one, parts in zip(self.importers, self.shares, strict=True):
            yield from one.posts(source.of_parts(parts), options)


def together(source: Source, importers: Sequence[Importer]) -> Together | None:
    """The importers that the parts of a set need, None when one is enough."""
    shares: dict[str, set[int]] = {}
    by_name = {one.name: one for one in importers}
    unsure: set[int] = set()
    for part in range(source.parts):
        view = source.of_parts({part})
        sure, name = max((one.recognise(view), one.name) for one in importers)
        if sure >= LEAST:
            shares.setdefault(name, set()).add(part)
        else:
            unsure.add(part)
    if len(shares) < 2:
        return None
    next(iter(shares.values())).update(unsure)
    return Together(tuple(by_name[name] for name in shares), tuple(frozenset(parts) for parts in shares.values()))
