"""Commands typed in this process, with the real workers of a module, shared to save their start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from redraft.bootstrap import Parts
from redraft.cli import main
from redraft.storage.memory import MemoryRecords


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


Typed = Callable[..., Done]


def typing(
    shared: Parts, commands: ModuleType, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Typed:
    """``redraft`` as a function; what a command of ``commands`` closes at its end stays open."""

    class Shared(Parts):
        def __init__(self, options: object = None) -> None:
            super().__init__()
            self.reader, self.fast, self.second_fast = shared.reader, shared.fast, shared.second_fast

        def records(self, ask: object) -> Any:
            return MemoryRecords()

        def close(self) -> None:
            """They stay."""

    monkeypatch.setattr(commands, "Parts", Shared)

    def redraft(*arguments: object) -> Done:
        capfdbinary.readouterr()
        code = main.main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Done(code, out, err.decode())

    return redraft
