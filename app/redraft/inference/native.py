"""The model file and its vocabulary, over llama.cpp's C interface."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

import llama_cpp

from redraft.domain.errors import ModelError
from redraft.domain.message import NOTHING, Message

_TEXT_LIMIT = 2**30


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator,unused-ignore]
def _silent(_level: int, _message: bytes, _data: object) -> None:
    """llama.cpp's own log could quote what it reads, so nothing of it is kept."""


@cache
def start_backend() -> None:
    """Start llama.cpp once a process, without its log."""
    llama_cpp.llama_log_set(_silent, ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()


class Model:
    """Weights and vocabulary.

    ``gpu`` is true when layers were offloaded; ``note`` says why not although it was wanted. Weights are mapped, not
    copied: repacking them for the CPU (``repack``) costs 0.6 GB, and on a CPU with AVX-512 it read 97 prompt tokens a
    second where the plain form read 144 (2 threads, batches of 512), so it is off unless asked for.
    """

    def __init__(self, path: Path, *, gpu: bool = True, repack: bool = False) -> None:
        if not path.is_file():
            raise ModelError(Message("model.file_missing"), Message("do.install_model"))
        start_backend()
        self.note = NOTHING
        offload = gpu and bool(llama_cpp.llama_supports_gpu_offload())
        handle = self._load(path, layers=999 if offload else 0, repack=repack)
        if handle is None and offload:
            self.note = Message("model.no_graphics")
            offload = False
            handle = self._load(path, layers=0, repack=repack)
        if handle is None:
            raise ModelError(Message("model.unloadable"), Message("do.verify_model"))
        self.handle = handle
        self.gpu = offload
        self.vocab: Any = llama_cpp.llama_model_get_vocab(handle)
        self.vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(self.vocab))
        self.width = int(llama_cpp.llama_model_n_embd(handle))
        self.trained_context = int(llama_cpp.llama_model_n_ctx_train(handle))

    @staticmethod
    def _load(path: Path, *, layers: int, repack: bool) -> Any:
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = layers
        params.use_extra_bufts = repack
        params.load_mode = llama_cpp.LLAMA_LOAD_MODE_MMAP
        return llama_cpp.llama_model_load_from_file(str(path).encode(), params)

    def close(self) -> None:
        """Give the weights back."""
        if self.handle is not None:
            llama_cpp.llama_model_free(self.handle)
            self.handle = None

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """Token ids of a text. Only the app's own frame may set ``special``; in a user's text markers are letters.

        Lone surrogates, which UTF-8 cannot hold, are read as question marks.
        """
        raw = text.encode("utf-8", "replace")
        if len(raw) > _TEXT_LIMIT:
            raise ModelError(Message("model.text_too_long"), Message("do.smaller_pieces"))
        room = len(raw) + 2
        ids = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self.vocab, raw, len(raw), ids, room, False, special)
        if count < 0:
            raise ModelError(Message("model.text_unread"))
        return list(ids[:count])

    def piece(self, token: int) -> bytes:
        """The bytes of one token; control tokens have none."""
        buffer = ctypes.create_string_buffer(256)
        count = llama_cpp.llama_token_to_piece(self.vocab, token, buffer, 256, 0, False)
        return buffer.raw[: max(0, count)]

    def ends(self, token: int) -> bool:
        """True when the token ends an answer."""
        return bool(llama_cpp.llama_vocab_is_eog(self.vocab, token))
