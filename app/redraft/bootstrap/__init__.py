"""The one place where concrete classes meet the use cases: a file a part, and what holds all of them."""

from __future__ import annotations

from redraft.bootstrap.model import Options
from redraft.bootstrap.parts import Parts

__all__ = ["Options", "Parts"]
