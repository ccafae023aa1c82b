"""The detectors of the fast tier. Order does not matter: overlaps are settled by score and kind."""

from __future__ import annotations

from redraft.detectors.contract import Detector


def detectors() -> tuple[Detector, ...]:
    """One of each."""
    return ()
