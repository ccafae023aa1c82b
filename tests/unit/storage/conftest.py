from __future__ import annotations

import pytest

from fakes.keyring import MemoryKeyring
from redraft.storage.vault import Vault


@pytest.fixture
def ring():
    return MemoryKeyring()


@pytest.fixture
def vault(tmp_path, ring):
    return Vault(tmp_path / "store", ring)
