"""What is to be said to the user, as a code with parameters: the views turn it into words of a language.

Nothing inside of the views writes sentences. A code such as ``check.cut`` has its English and its German in
``resources/messages``; what stands in braces there is filled in from ``params``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Union

Param = Union[str, int, float, None, "Message", tuple["Param", ...]]
"""What is filled in: words as they are, an attribute, a number, another message, or several; None is nothing."""


class Message:
    """One thing to say. The message without a code says nothing, and is false.

    A parameter called ``count`` decides between one and many. How a parameter is shown follows from its name, see
    :mod:`redraft.speech.wording`.
    """

    __slots__ = ("code", "params")

    def __init__(self, code: str, params: Mapping[str, Param] | None = None) -> None:
        self.code: Final = code
        self.params: Final[Mapping[str, Param]] = params or {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.code, self.params) == (other.code, other.params)

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Message({self.code!r})"

    def __bool__(self) -> bool:
        return bool(self.code)

    def __str__(self) -> str:
        """For people who look for a fault: the code, never what was filled in, which may be a user's own words."""
        return self.code

    def filled(self, **params: Param) -> Message:
        """The same with more parameters."""
        return Message(self.code, {**self.params, **params})


NOTHING = Message("")
"""Says nothing."""


def verbatim(text: str) -> Message:
    """Words that are shown as they are: what a system said, or what was kept before messages had codes."""
    return Message("verbatim", {"text": text})


def both(*messages: Message) -> Message:
    """One after the other, as sentences follow one another; those that say nothing are left out."""
    said = tuple(message for message in messages if message)
    return said[0] if len(said) == 1 else Message("sentences", {"parts": said}) if said else NOTHING


def message_to_json(message: Message) -> dict[str, Any]:
    """``{"code", "params"}``, messages within messages likewise."""
    return {"code": message.code, "params": {name: _plain(value) for name, value in message.params.items()}}


def message_from_json(data: Any) -> Message:
    """The inverse; a plain string, as older versions kept, becomes its own words. Raises ValueError or KeyError."""
    if isinstance(data, str):
        return verbatim(data) if data else NOTHING
    if not isinstance(data, dict) or not isinstance(data["code"], str) or not isinstance(data["params"], dict):
        raise ValueError("not a message")  # noqa: TRY004 - what a caller expects of bad data
    return Message(data["code"], {str(name): _param(value) for name, value in data["params"].items()})


def _plain(value: Param) -> Any:
    if isinstance(value, Message):
        return message_to_json(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (int, float)) else str(value)


def _param(value: Any) -> Param:
    if isinstance(value, dict):
        return message_from_json(value)
    if isinstance(value, list):
        return tuple(_param(item) for item in value)
    if isinstance(value, bool) or not (value is None or isinstance(value, (str, int, float))):
        raise ValueError("not a parameter of a message")
    return value
