"""The one place where concrete classes meet the use cases: a file a part, and what holds all of them."""

from __future__ import annotations

from redraft.bootstrap.model import Options
from redraft.bootstrap.services import Services

__all__ = ["Options", "Services"]
