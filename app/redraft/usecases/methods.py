"""What a worker can be asked: methods with the types of what they get and give, which cross the pipe as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from redraft.codec import from_json, to_json
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.usecases.ports import CancelToken

P = TypeVar("P")
R = TypeVar("R")

Emit = Callable[[object], None]
"""Hands out progress, a value as the result is one."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters, or no result."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``in_reply_to`` is what somebody else wrote before it."""

    text: str
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Method(Generic[P, R]):
    """One method: ``run`` gets a value of type ``kind`` and may raise RedraftErrors. Both values are JSON objects."""

    kind: type[P]
    run: Callable[[P, Emit, CancelToken], R]

    def answer(self, params: Mapping[str, Any], emit: Callable[[dict[str, Any]], None], cancel: CancelToken) -> Any:
        """The result's JSON form; raises InputError, which quotes nothing, for parameters of another shape."""
        try:
            given = from_json(self.kind, params)
        except ValueError:
            raise InputError(Message("check.no_text")) from None
        return to_json(self.run(given, lambda progress: emit(to_json(progress)), cancel))


Methods = Mapping[str, Method[Any, Any]]
"""All that a worker can be asked, by name."""
