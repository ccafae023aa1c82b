from __future__ import annotations

from collections.abc import Iterator

import pytest

from redraft.bootstrap import Parts


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    """Workers that live as long as the module; what a command closes at its end stays open."""
    with Parts() as shared:
        yield shared
