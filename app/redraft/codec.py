"""Any value of the domain to JSON-ready data and back, field by field as its type says.

The one way for what Redraft itself reads again: what parent and child say to each other, and what the store keeps. What
readers outside get (``--json``) is rounded and named for people, in :mod:`redraft.reports`.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from redraft.domain.message import Message, message_from_json, message_to_json

T = TypeVar("T")


def to_json(value: object) -> Any:
    """Data that ``json`` writes: values as objects, tuples and sets as lists, moments in ISO form, enums by value."""
    return msgspec.to_builtins(value, str_keys=True, order="deterministic", enc_hook=_plain)


def from_json(kind: type[T], data: object) -> T:
    """The inverse: a value of type ``kind``; raises ValueError, which quotes nothing, for data of another shape.

    A field that is missing takes its default, and one that is not known is left out, so that what an older or a newer
    version wrote can still be read.
    """
    try:
        return msgspec.convert(data, kind, str_keys=True, dec_hook=_value)
    except (KeyError, TypeError, ValueError, RecursionError):  # a ValidationError is a ValueError
        raise ValueError(f"not a {getattr(kind, '__name__', 'value')}") from None


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return message_to_json(value)
    if isinstance(value, str):  # an attribute
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no JSON form")


def _value(kind: type, data: object) -> object:
    if kind is Message:
        return message_from_json(data)
    if issubclass(kind, str) and isinstance(data, str):
        return kind(data)
    raise ValueError(f"not a {kind.__name__}")
