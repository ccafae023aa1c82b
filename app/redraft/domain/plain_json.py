"""Any value of the domain to JSON-ready data and back, field by field as its type says: for what is kept whole.

The public forms of :mod:`redraft.domain.codec` are for readers outside and leave out what those do not need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from redraft.domain.attributes import Attribute
from redraft.domain.message import Message, message_from_json, message_to_json


def to_plain(value: Any) -> Any:
    """Data that ``json`` writes: values as objects, tuples and sets as lists, dates in ISO form."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Message):
        return message_to_json(value)
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(to_plain(item) for item in value)
    return value


def from_plain(kind: Any, data: Any) -> Any:
    """The inverse: a value of type ``kind``; raises ValueError, TypeError or KeyError for data of another shape.

    A field that is missing takes its default, so that what an older version kept can still be read.
    """
    return _value(kind, data, {})


def _value(kind: Any, data: Any, known: Mapping[Any, Any]) -> Any:
    kind = known.get(kind, kind) if isinstance(kind, TypeVar) else kind
    origin, arguments = get_origin(kind), get_args(kind)
    cls = origin or kind
    if cls in (Union, UnionType):
        (inner,) = (one for one in arguments if one is not NoneType)
        return None if data is None else _value(inner, data, known)
    if cls is Message:
        return message_from_json(data)
    if is_dataclass(cls):
        return _object(cls, data, dict(zip(getattr(cls, "__parameters__", ()), arguments, strict=True)))
    if cls in (tuple, frozenset):
        return _several(cls, arguments, data, known)
    if isinstance(cls, type) and issubclass(cls, Mapping):
        return {_key(arguments[0], key): _value(arguments[1], item, known) for key, item in _of(dict, data).items()}
    if issubclass(cls, (Enum, Attribute)):
        return cls(data)
    if issubclass(cls, date):
        return cls.fromisoformat(_of(str, data))
    if cls is float:
        return float(data if type(data) is int else _of(float, data))
    return _of(cls, data)


def _object(cls: Any, data: Any, known: Mapping[Any, Any]) -> Any:
    hints = _hints(cls)
    if unknown := set(_of(dict, data)) - set(hints):
        raise ValueError(f"{cls.__name__} has no {sorted(unknown)[0]!r}")
    required = [f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING]
    if any(name not in data for name in required):
        raise KeyError(f"{cls.__name__} lacks a field")
    return cls(**{name: _value(hints[name], item, known) for name, item in data.items()})


def _several(cls: Any, arguments: tuple[Any, ...], data: Any, known: Mapping[Any, Any]) -> Any:
    items = _of(list, data)
    kinds = arguments
    if cls is frozenset or (len(arguments) == 2 and arguments[1] is Ellipsis):
        kinds = (arguments[0],) * len(items)
    return cls(_value(kind, item, known) for kind, item in zip(kinds, items, strict=True))


def _key(kind: Any, text: str) -> Any:
    return int(text) if kind is int else _value(kind, text, {})


def _of(cls: Any, data: Any) -> Any:
    if type(data) is not cls:
        raise TypeError(f"not a {cls.__name__}")
    return data


@lru_cache(maxsize=128)
def _hints(cls: Any) -> dict[str, Any]:
    names = {field.name for field in fields(cls)}

    return {name: hint for name, hint in get_type_hints(cls).items() if name in names}
