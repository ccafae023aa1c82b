"""What a model is good for, as far as it can be told without having run it."""

from __future__ import annotations

from enum import StrEnum


class Suited(StrEnum):
    """The recommended model runs everywhere and was measured; another one is about as large, or larger."""

    RECOMMENDED = "recommended"
    ALIKE = "alike"
    LARGER = "larger"
