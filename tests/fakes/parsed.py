"""What can be left out, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redraft import languages
from redraft.detectors import nlp
from redraft.domain.edit import Change
from redraft.rewriting.cuts import cuts
from redraft.rewriting.standing import standing
from redraft.usecases.ports import CancelToken


def parsed(texts: Sequence[str]) -> list[Any]:
    """Their trees."""
    docs = [nlp.tokenise(text, languages.default()) for text in texts]
    nlp.parse(docs, languages.default())
    return docs


class Parsed:
    """Cuts without a worker."""

    def cuts(self, text: str, *, cancel: CancelToken | None = None) -> tuple[Change, ...]:
        """See the port."""
        return cuts(parsed([text])[0])

    def seams(self, text, changes, *, cancel=None):
        return [0.0] * len(changes)

    def standing(
        self, text: str, changes: Sequence[Change], *, cancel: CancelToken | None = None
    ) -> tuple[Change, ...]:
        """See the port."""
        return tuple(standing(parsed([text])[0], changes, parsed))
