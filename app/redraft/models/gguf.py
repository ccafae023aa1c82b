"""Reads the header of a GGUF file with bounds on everything, before llama.cpp is given the file.

Layout: the GGUF specification in ggml's ``docs/gguf.md``, versions 2 and 3, little endian. Sizes of the tensor types:
``ggml.h``; a test compares them with the library that is installed.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from redraft.domain.errors import ModelError
from redraft.domain.message import Message

MAX_HEADER: Final = 48 * 1024 * 1024
"""Bytes. A vocabulary of 262,144 tokens with its merges takes about 15 MB."""
MAX_KEYS: Final = 4096
MAX_TENSORS: Final = 16384
MAX_KEY_LENGTH: Final = 256
MAX_STRING: Final = 1024 * 1024
MAX_ARRAY: Final = 1_000_000
MAX_DIMENSIONS: Final = 4

_STRING: Final = 8
_ARRAY: Final = 9
_SCALARS: Final[Mapping[int, struct.Struct]] = {
    number: struct.Struct(f"<{code}")
    for number, code in zip((0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12), "BbHhIifBQqd", strict=True)
}
_U32: Final = struct.Struct("<I")
_U64: Final = struct.Struct("<Q")

TENSOR_TYPES: Final[Mapping[int, tuple[int, int]]] = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Number of a tensor type: values in a block, bytes of a block."""

_REMEDY: Final = Message("do.catalogue_model")


@dataclass(frozen=True, slots=True)
class Header:
    """What a model file says about itself. Everything in it was written by whoever made the file."""

    version: int
    architecture: str
    name: str
    context: int
    vocabulary: int
    file_type: int | None
    tensors: int


@dataclass(slots=True)
class _Reader:
    file: BinaryIO
    size: int
    position: int = 0
    strings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)

    def take(self, count: int) -> bytes:
        self._advance(count)
        data = self.file.read(count)
        if len(data) != count:
            raise _bad(Message("gguf.ends_in_header"))
        return data

    def skip(self, count: int) -> None:
        self._advance(count)
        self.file.seek(self.position)

    def _advance(self, count: int) -> None:
        self.position += count
        if self.position > self.size:
            raise _bad(Message("gguf.ends_in_header"))
        if self.position > MAX_HEADER:
            raise _bad(Message("gguf.header_too_large"))

    def u32(self) -> int:
        return int(_U32.unpack(self.take(4))[0])

    def u64(self, limit: int, what: str) -> int:
        value = int(_U64.unpack(self.take(8))[0])
        if value > limit:
            raise _bad(Message("gguf.impossible", {"what": what}))
        return value

    def string(self, limit: int) -> str:
        data = self.take(self.u64(limit, "length of a text"))
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise _bad(Message("gguf.name_no_text")) from None


def read_header(path: Path) -> Header:
    """Read and check a header without loading anything else; raises ModelError for whatever is not a sound one.

    At most ``MAX_HEADER`` bytes are read, one string at a time; arrays are walked, not kept.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):  # a named pipe would be waited for
        raise ModelError(Message("model.not_gguf"), _REMEDY)
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            reader = _Reader(file, file.tell())
            file.seek(0)
            return _read(reader)
    except FileNotFoundError:
        raise ModelError(Message("model.no_such_file"), Message("do.check_name")) from None
    except IsADirectoryError:
        raise ModelError(Message("model.is_folder"), Message("do.name_gguf")) from None
    except OSError as error:
        raise ModelError(
            Message("model.file_unreadable", {"why": error.strerror}), Message("do.check_permissions")
        ) from None


def _read(reader: _Reader) -> Header:
    if reader.size < 24 or reader.take(4) != b"GGUF":
        raise ModelError(Message("model.not_gguf"), _REMEDY)
    version = reader.u32()
    if version not in {2, 3}:
        raise _bad(Message("gguf.version"))
    tensors = reader.u64(MAX_TENSORS, "number of tensors")
    keys = reader.u64(MAX_KEYS, "number of properties")
    for _ in range(keys):
        _read_property(reader)
    _read_tensors(reader, tensors)
    return _header(reader, version, tensors)


def _read_property(reader: _Reader) -> None:
    key = reader.string(MAX_KEY_LENGTH)
    kind = reader.u32()
    if key in reader.strings or key in reader.numbers or key in reader.lengths:
        raise _bad(Message("gguf.property_twice"))
    if kind == _STRING:
        value = reader.string(MAX_STRING)
        reader.strings[key] = value[:256]
    elif kind == _ARRAY:
        reader.lengths[key] = _walk_array(reader)
    elif kind in _SCALARS:
        scalar = _SCALARS[kind]
        number = scalar.unpack(reader.take(scalar.size))[0]
        reader.numbers[key] = number if isinstance(number, int) else 0
    else:
        raise _bad(Message("gguf.property_type"))


def _walk_array(reader: _Reader) -> int:
    kind = reader.u32()
    count = reader.u64(MAX_ARRAY, "length of a list")
    if kind in _SCALARS:
        reader.skip(_SCALARS[kind].size * count)
    elif kind == _STRING:
        for _ in range(count):
            reader.take(reader.u64(MAX_STRING, "length of a text"))
    else:
        raise _bad(Message("gguf.list_type"))
    return count


def _read_tensors(reader: _Reader, count: int) -> None:
    """Check that every tensor lies inside the file, where its type and shape say that it ends."""
    ends: list[tuple[int, int]] = []
    names: set[str] = set()
    for _ in range(count):
        name = reader.string(MAX_KEY_LENGTH)
        if name in names:
            raise _bad(Message("gguf.tensor_twice"))
        names.add(name)
        ends.append(_tensor_place(reader))
    alignment = reader.numbers.get("general.alignment", 32)
    if not 0 < alignment <= 65536 or alignment & (alignment - 1):
        raise _bad(Message("gguf.alignment"))
    start = -(-reader.position // alignment) * alignment
    for offset, length in ends:
        if offset % alignment or start + offset + length > reader.size:
            raise ModelError(Message("model.tensor_outside"), _REMEDY)


def _tensor_place(reader: _Reader) -> tuple[int, int]:
    dimensions = reader.u32()
    if not 0 < dimensions <= MAX_DIMENSIONS:
        raise _bad(Message("gguf.tensor_shape"))
    shape = [reader.u64(reader.size * 8, "tensor") for _ in range(dimensions)]
    values = 1
    for extent in shape:
        values *= extent
    kind = reader.u32()
    if kind not in TENSOR_TYPES:
        raise _bad(Message("gguf.tensor_type"))
    block, block_bytes = TENSOR_TYPES[kind]
    if values == 0 or shape[0] % block:
        raise _bad(Message("gguf.tensor_shape"))
    return reader.u64(reader.size, "place of a tensor"), values // block * block_bytes


def _header(reader: _Reader, version: int, tensors: int) -> Header:
    architecture = reader.strings.get("general.architecture", "")
    if not architecture.replace("-", "").replace("_", "").replace(".", "").isalnum() or not architecture.isascii():
        raise _bad(Message("gguf.no_architecture"))
    if reader.numbers.get("split.count", 0) > 1:
        raise ModelError(Message("model.one_piece"), Message("do.join_files"))
    context = reader.numbers.get(f"{architecture}.context_length", 0)
    vocabulary = reader.lengths.get("tokenizer.ggml.tokens", 0)
    stated = reader.numbers.get(f"{architecture}.vocab_size", vocabulary)
    if context <= 0 or vocabulary <= 0 or tensors == 0 or not 0 < stated <= MAX_ARRAY:
        raise _bad(Message("gguf.empty"))
    name = "".join(char for char in reader.strings.get("general.name", "") if char.isprintable())
    return Header(version, architecture, name, context, vocabulary, reader.numbers.get("general.file_type"), tensors)


def _bad(why: Message) -> ModelError:
    return ModelError(Message("model.unsound", {"why": why}), _REMEDY)
