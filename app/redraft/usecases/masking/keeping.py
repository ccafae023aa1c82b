"""Where what stands for what is kept: the port, implemented by the store and by a file that the user names."""

from __future__ import annotations

from typing import Protocol

from redraft.domain.stand_ins import StandIns


class KeptStandIns(Protocol):
    """What stands for what in texts for assistants. All methods raise StoreError or InputError, by where it is kept."""

    def stand_ins(self) -> StandIns:
        """All that have one."""

    def keep_stand_ins(self, new: StandIns, instead_of: StandIns) -> bool:
        """Keep these from now on; False, and nothing happens, when by now others are kept than ``instead_of``."""
