"""The GGUF reader: what it reads, and that nothing but ModelError ever comes out of a broken file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.refusals import refused
from redraft.domain.errors import ModelError
from redraft.models import gguf
from redraft.models.catalogue import load_catalogue
from redraft.models.gguf import TENSOR_TYPES, read_header
from redraft.models.store import ModelStore
from unit.models.conftest import gguf_string, tiny_gguf

REAL = ModelStore().path(load_catalogue().default)


def header_of(tmp_path: Path, data: bytes) -> gguf.Header:
    path = tmp_path / "m.gguf"
    path.write_bytes(data)
    return read_header(path)


def test_reads_what_the_file_says(tmp_path: Path) -> None:
    header = header_of(tmp_path, tiny_gguf("A \x1b[31mname"))
    assert (header.version, header.architecture, header.name) == (3, "qwen2", "A [31mname")
    assert (header.context, header.vocabulary, header.file_type, header.tensors) == (2048, 3, 0, 1)


def test_every_shorter_file_is_refused(tmp_path: Path) -> None:
    data = tiny_gguf(rows=2)
    for length in range(len(data)):
        with pytest.raises(ModelError):
            header_of(tmp_path, data[:length])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"GGUF", b"GGML"),
        (b"GGUF" + struct.pack("<I", 3), b"GGUF" + struct.pack("<I", 1)),
        (b"GGUF" + struct.pack("<IQ", 3, 1), b"GGUF" + struct.pack("<IQ", 3, 2**63)),
        (struct.pack("<IQQ", 3, 1, 6), struct.pack("<IQQ", 3, 1, 2**60)),
        (struct.pack("<IIQ", 9, 8, 3), struct.pack("<IIQ", 9, 8, 2**62)),
        (struct.pack("<IIQ", 9, 6, 3), struct.pack("<IIQ", 9, 6, 2**62)),
        (struct.pack("<IIQ", 9, 6, 3), struct.pack("<IIQ", 9, 9, 3)),
        (struct.pack("<QQIQ", 32, 2, 0, 0), struct.pack("<QQIQ", 2**40, 2**40, 0, 0)),
        (struct.pack("<QQIQ", 32, 2, 0, 0), struct.pack("<QQIQ", 32, 2, 0, 64)),
        (struct.pack("<QQIQ", 32, 2, 0, 0), struct.pack("<QQIQ", 32, 2, 4, 0)),
        (b"qwen2.context_length", b"qwen2.context_lengtx"),
        (gguf_string("general.name"), gguf_string("general.name")[:-1] + b"\xff"),
    ],
)
def test_a_lie_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    data = tiny_gguf(rows=2)
    assert data.count(old) == 1
    with pytest.raises(ModelError) as caught:
        header_of(tmp_path, data.replace(old, new))
    assert caught.value.problem


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=12)), min_size=1, max_size=6),
    cut=st.none() | st.integers(0, 700),
)
def test_mutated_headers_raise_nothing_but_model_error(
    tmp_path: Path, edits: list[tuple[int, bytes]], cut: int | None
) -> None:
    data = bytearray(tiny_gguf(rows=2))
    for place, piece in edits:
        data[place : place + len(piece)] = piece
    with contextlib.suppress(ModelError):
        header_of(tmp_path, bytes(data[:cut]))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_noise_raises_nothing_but_model_error(tmp_path: Path, noise: bytes) -> None:
    with pytest.raises(ModelError):
        header_of(tmp_path, b"GGUF" + struct.pack("<I", 3) + noise)


def test_the_worst_header_costs_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of empty texts, one after another, in a file that really is that long."""
    monkeypatch.setattr(gguf, "MAX_HEADER", 2_000_000)
    path = tmp_path / "m.gguf"
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, 1, 4096))
        for number in range(3):
            file.write(gguf_string(f"k{number}") + struct.pack("<IIQ", 9, 8, 100_000) + b"\0" * 800_000)
    tracemalloc.start()
    with refused(ModelError, "larger than any real one"):
        read_header(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.gguf", tmp_path):
        with pytest.raises(ModelError) as caught:
            read_header(path)
        assert caught.value.remedy


def test_sizes_of_tensor_types_are_those_of_the_installed_library() -> None:
    folder = Path(pytest.importorskip("llama_cpp").__file__).parent / "lib"
    found = sorted(folder.glob("*ggml-base*"))
    if not found:
        pytest.skip("the library is not where it is expected")
    library = ctypes.CDLL(str(found[0]))
    library.ggml_blck_size.restype = ctypes.c_int64
    library.ggml_type_size.restype = ctypes.c_size_t
    for kind, (block, size) in TENSOR_TYPES.items():
        assert (library.ggml_blck_size(kind), library.ggml_type_size(kind)) == (block, size), kind


@pytest.mark.model
def test_reads_the_real_model() -> None:
    header = read_header(REAL)
    assert (header.architecture, header.context, header.vocabulary) == ("qwen2", 32768, 151936)


@pytest.mark.timeout(20)
def test_a_named_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with refused(ModelError, "not a GGUF model file"):
        read_header(tmp_path / "pipe")
