"""Expecting that something is refused, by what the user is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from redraft.domain.errors import RedraftError
from redraft.speech.now import problem


@contextmanager
def refused(kind: type[RedraftError], words: str) -> Iterator[pytest.ExceptionInfo[RedraftError]]:
    """Like ``pytest.raises``, but ``words`` is a pattern for the English problem and remedy."""
    with pytest.raises(kind) as caught:
        yield caught
    said = problem(caught.value)
    assert re.search(words, said), said
