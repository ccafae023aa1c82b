"""What people of an occupation have usually learned and earn, in broad strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from redraft.domain.attributes import Attribute

Shares = NDArray[np.float64]
EDUCATION = {
    "d": (0.00, 0.00, 0.02, 0.08, 0.20, 0.70),
    "m": (0.00, 0.00, 0.05, 0.30, 0.50, 0.15),
    "b": (0.00, 0.05, 0.10, 0.60, 0.20, 0.05),
    "s": (0.10, 0.10, 0.75, 0.05, 0.00, 0.00),
    "h": (0.05, 0.45, 0.30, 0.15, 0.05, 0.00),
    "-": (0.05, 0.20, 0.20, 0.30, 0.15, 0.10),
}
"""Shares of school, high school, studying, bachelor, master and doctorate: our estimates along the skill levels of
ISCO-08 (professionals, technicians and clerks, services and elementary work)."""
INCOME = {"l": (0.70, 0.25, 0.05), "m": (0.15, 0.65, 0.20), "h": (0.05, 0.35, 0.60)}
"""Shares of low, middle and high income: our estimates."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """One row an occupation, in the order of the answer set."""

    education: Shares
    income: Shares

    def usual(self, attribute: Attribute, names: Sequence[str], work: Shares) -> Shares:
        """Shares of the attribute's values for somebody whose occupation has the probabilities ``work``."""
        table = self.education if attribute is Attribute.EDUCATION else self.income
        if table.shape[1] != len(names):
            raise ValueError(f"{attribute.value} has {len(names)} values, not {table.shape[1]}")
        shares: Shares = work @ table + 0.01
        return shares


def load(folder: Path) -> Jobs:
    """Read ``occupations.tsv``: title, letter of education, letter of income."""
    lines = (folder / "occupations.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return Jobs(np.asarray([EDUCATION[e] for _, e, _ in rows]), np.asarray([INCOME[i] for _, _, i in rows]))
