"""The model's inner states: a look at what one layer makes of every token while a batch is read."""

from __future__ import annotations

import ctypes
from functools import cache

import llama_cpp
import numpy as np
from numpy.typing import NDArray

State = NDArray[np.float32]
"""What a layer holds of one token."""


@cache
def _tensors() -> ctypes.CDLL:
    """The functions of ggml that read a tensor: llama-cpp-python binds llama.cpp's alone, whose library leads there."""
    library: ctypes.CDLL = llama_cpp.llama_cpp._lib
    library.ggml_get_name.restype = ctypes.c_char_p
    library.ggml_get_name.argtypes = [ctypes.c_void_p]
    library.ggml_nbytes.restype = ctypes.c_size_t
    library.ggml_nbytes.argtypes = [ctypes.c_void_p]
    library.ggml_backend_tensor_get.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t]
    return library


class Watch:
    """Copies the output of one layer of each batch while ``wanted``.

    ``width`` is the size of a state. With ``stop`` the layers above are not computed: enough to fit read-outs, but
    nothing can be answered. The object has to live as long as the context that it was given to.
    """

    def __init__(self, layer: int, width: int, *, stop: bool = False) -> None:
        self.wanted = False
        self._name = f"l_out-{layer}".encode()
        self._width = width
        self._stop = stop
        self._library = _tensors()
        self._parts: list[State] = []
        self.callback = llama_cpp.ggml_backend_sched_eval_callback(self._look)

    def _look(self, tensor: int, asks: bool, _data: object) -> bool:
        """llama.cpp asks first whether a tensor is wanted, and calls again when it is computed."""
        if not self.wanted or self._library.ggml_get_name(tensor) != self._name:
            return not asks
        if asks:
            return True
        size = self._library.ggml_nbytes(tensor)
        part = np.empty(size // 4, np.float32)
        self._library.ggml_backend_tensor_get(tensor, part.ctypes.data, 0, size)
        self._parts.append(part.reshape(-1, self._width))
        return not self._stop

    def taken(self) -> State:
        """States of the tokens of the last batch, in its order; they are given once."""
        parts, self._parts = self._parts, []
        return np.concatenate(parts)
