"""Posts by their places, read again when they are shown: an index of a million keeps no texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redraft.domain.archive import Locator, Post, Skipped
from redraft.importers.contract import Importer, Options
from redraft.importers.opening import Source


def reread(source: Source, importer: Importer, options: Options, wanted: Iterable[Locator]) -> dict[Locator, Post]:
    """The posts at these places, read again in one pass over their members; a pass ends at the last one wanted.

    The source and the options must be those of the first reading. A post that has gone since is left out.
    """
    places: dict[int, set[int]] = {}
    for locator in wanted:
        places.setdefault(locator.member, set()).add(locator.record)
    found: dict[Locator, Post] = {}
    for member, records in sorted(places.items()):
        last = max(records)
        for item in importer.posts(source, replace(options, only=frozenset({member}), notes=[])):
            if isinstance(item, Post) and item.locator.record in records:
                found[item.locator] = item
            if isinstance(item, Post | Skipped) and item.locator.record >= last:
                break
    return found
