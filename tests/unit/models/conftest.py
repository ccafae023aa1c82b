"""A tiny model, a catalogue that describes it, and a server that stands in for the publisher's."""

from __future__ import annotations

import hashlib
import http.server
import json
import struct
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PART = 262144


def gguf_string(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def tiny_gguf(name: str = "Tiny", rows: int = 4096) -> bytes:
    """A sound GGUF file: four properties, one tensor of rows × 32 32-bit numbers."""
    properties = [
        gguf_string("general.architecture") + struct.pack("<I", 8) + gguf_string("qwen2"),
        gguf_string("general.name") + struct.pack("<I", 8) + gguf_string(name),
        gguf_string("qwen2.context_length") + struct.pack("<II", 4, 2048),
        gguf_string("general.file_type") + struct.pack("<II", 4, 0),
        gguf_string("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 3) + b"".join(map(gguf_string, "abc")),
        gguf_string("tokenizer.ggml.scores") + struct.pack("<IIQ", 9, 6, 3) + struct.pack("<3f", 0, 0, 0),
    ]
    tensor = gguf_string("token_embd.weight") + struct.pack("<IQQIQ", 2, 32, rows, 0, 0)
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, len(properties)) + b"".join(properties) + tensor
    head += b"\0" * (-len(head) % 32)
    return head + bytes(range(256)) * (rows * 32 * 4 // 256)


@dataclass
class Publisher:
    """What the server does with the next requests, and what it was asked."""

    content: bytes
    url: str = ""
    cut_after: list[int] = field(default_factory=list)
    status: int = 200
    reason: str | None = None
    redirect: str = ""
    ignore_range: bool = False
    slow: float = 0.0
    ranges: list[str | None] = field(default_factory=list)


class _Handler(http.server.BaseHTTPRequestHandler):
    publisher: Publisher

    def do_GET(self) -> None:
        plan = self.publisher
        asked = self.headers.get("Range")
        plan.ranges.append(asked)
        if plan.status != 200:
            self.send_error(plan.status, plan.reason)
            return
        if plan.redirect:
            self.send_response(302)
            self.send_header("Location", plan.redirect)
            self.end_headers()
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and not plan.ignore_range else 0
        body = plan.content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(plan.content) - 1}/{len(plan.content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if plan.cut_after:
            body = body[: plan.cut_after.pop(0)]
        self._send(body, plan.slow)

    def _send(self, body: bytes, slow: float) -> None:
        step = 16384 if slow else len(body) or 1
        for begin in range(0, len(body), step):
            try:
                self.wfile.write(body[begin : begin + step])
                self.wfile.flush()
            except OSError:
                return
            if slow:
                threading.Event().wait(slow)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def model() -> bytes:
    return tiny_gguf()


@pytest.fixture
def publisher(model: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    plan = Publisher(model)
    handler = type("Handler", (_Handler,), {"publisher": plan})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    plan.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("REDRAFT_MODEL_BASE", plan.url)
    yield plan
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with no model in any cache, no proxy, and no package index."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3] / "app"))
    for name in ("OLLAMA_MODELS", "HF_HOME", "HF_HUB_CACHE", "LLAMA_CACHE", "XDG_CACHE_HOME", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "REDRAFT_MODELS", "REDRAFT_MODEL_BASE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def catalogue(tmp_path: Path, model: bytes) -> Path:
    """A catalogue with one entry: ``tiny``, from the publisher, then from wheels that lie in ``wheels/``."""
    folder = tmp_path / "catalogue"
    links = tmp_path / "wheels"
    folder.mkdir()
    links.mkdir()
    lines = []
    for number, begin in enumerate(range(0, len(model), PART), start=1):
        wheel = links / f"tiny_part{number}-1.0-py3-none-any.whl"
        write_wheel(wheel, number, model[begin : begin + PART])
        lines.append(f"tiny-part{number}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}")
    (folder / "tiny.txt").write_text("\n".join(lines) + "\n")
    entry = {
        "id": "tiny", "name": "Tiny", "licence": "Apache-2.0", "file": "tiny.gguf", "size": len(model),
        "sha256": hashlib.sha256(model).hexdigest(), "context": 2048, "memory": 10_000_000, "calibration": "",
        "prompt": {"format": "chatml", "system": "", "user": "", "assistant": "", "end": ""},
        "sources": [
            {"kind": "download", "repository": "some/model", "revision": "main", "file": "tiny.gguf"},
            {"kind": "wheels", "requirements": "tiny.txt", "member": "tiny_part{n}/data/part{n:02d}.bin",
             "part_size": PART},
        ],
        "hash_stated": ["made by this test"],
    }  # fmt: skip
    path = folder / "catalogue.json"
    path.write_text(json.dumps({"default": "tiny", "entries": [entry]}))
    return path


def write_wheel(path: Path, number: int, piece: bytes) -> None:
    name = f"tiny_part{number}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}/data/part{number:02d}.bin", piece)
        archive.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: tiny-part{number}\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
