"""A tree of token sequences in one context: a shared text is read once, many questions hang on it in one batch."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from redraft.domain.errors import Cancelled, ModelError
from redraft.domain.message import Message
from redraft.inference.native import Model
from redraft.inference.watching import State, Watch
from redraft.usecases.ports import CancelToken

Row = NDArray[np.float32]
"""Log-probabilities of every token of the vocabulary, in nats."""

_ABORTED = 2
_BATCH = 512


@dataclass(slots=True)
class Branch:
    """One sequence: ``seq`` is llama.cpp's number for it, ``length`` how many tokens it holds, shared ones included."""

    seq: int
    length: int


class Engine:
    """One context over one model. Not thread-safe: one question at a time.

    ``evaluated`` and ``generated`` count tokens since they were last set to zero; tokens that the cache already held
    are not counted. ``states`` are what the layer ``watched`` made of the tokens whose rows ``extend`` gave last, in
    the same order, where it was asked for them.
    """

    def __init__(
        self,
        path: Path,
        *,
        threads: int = 2,
        context: int = 6144,
        sequences: int = 160,
        gpu: bool = True,
        watched: int | None = None,
        no_further: bool = False,
    ) -> None:
        self.model = Model(path, gpu=gpu)
        self.threads = threads
        self.context = min(context, self.model.trained_context)
        self.evaluated = 0
        self.generated = 0
        self.sequences = sequences
        self.states: list[State] = []
        self._watch = None if watched is None else Watch(watched, self.model.width, stop=no_further)
        self._cancel: CancelToken | None = None
        self._abort = llama_cpp.ggml_abort_callback(self._should_stop)
        self._held: list[int] = []
        self._root = Branch(0, 0)
        self._kept: list[tuple[int, list[int]]] = []
        self._free = list(range(sequences - 1, 0, -1))
        self._handle = self._open()
        self._memory = llama_cpp.llama_get_memory(self._handle)
        self._batch = llama_cpp.llama_batch_init(_BATCH, 0, 1)

    def _open(self) -> object:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = self.context
        params.n_batch = _BATCH
        params.n_ubatch = _BATCH
        params.n_seq_max = self.sequences
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = self.threads
        params.no_perf = True
        if self._watch is not None:
            params.cb_eval = self._watch.callback
        handle = llama_cpp.llama_init_from_model(self.model.handle, params)
        if handle is None:
            raise ModelError(Message("model.no_memory"), Message("do.close_programs"))
        llama_cpp.llama_set_abort_callback(handle, self._abort, ctypes.c_void_p(0))
        return handle

    def close(self) -> None:
        """Give context and weights back."""
        if self._handle is not None:
            llama_cpp.llama_batch_free(self._batch)
            llama_cpp.llama_free(self._handle)
            self._handle = None
            self.model.close()

    def _should_stop(self, _data: object) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    @property
    def free_sequences(self) -> int:
        """How many more branches can be open at the same time."""
        return len(self._free)

    def keep(self, tokens: Sequence[int], cancel: CancelToken | None = None) -> None:
        """Read an opening once and keep it for the life of the engine, whatever the root holds in between."""
        self.hold(tokens, cancel)
        seq = self._free.pop(0)
        llama_cpp.llama_memory_seq_cp(self._memory, 0, seq, 0, len(tokens))
        self._kept.append((seq, list(tokens)))

    def hold(self, tokens: Sequence[int], cancel: CancelToken | None = None) -> Branch:
        """Make the root hold exactly these tokens and return it; only what comes after the first change is read."""
        self.drop_branches()
        same = shared_start(self._held, tokens)
        for seq, kept in self._kept:
            if (more := shared_start(kept, tokens)) > same:
                llama_cpp.llama_memory_seq_rm(self._memory, 0, -1, -1)
                llama_cpp.llama_memory_seq_cp(self._memory, seq, 0, 0, more)
                self._held, same = kept[:more], more
        if same < len(self._held):
            llama_cpp.llama_memory_seq_rm(self._memory, 0, same, -1)
            del self._held[same:]
        self._root.length = same
        for start in range(same, len(tokens), _BATCH):
            part = list(tokens[start : start + _BATCH])
            self._decode([(self._root, part)], want_rows=False, cancel=cancel)
            self._held += part
        return self._root

    def fork(self, parent: Branch, length: int | None = None) -> Branch:
        """A new branch that shares the first ``length`` tokens of ``parent`` (default: all); raises ModelError."""
        if not self._free:
            raise ModelError(Message("model.too_many_questions"))
        seq = self._free.pop()
        shared = parent.length if length is None else length
        llama_cpp.llama_memory_seq_cp(self._memory, parent.seq, seq, 0, shared)
        return Branch(seq, shared)

    def drop(self, branch: Branch) -> None:
        """Forget a branch; the tokens it shares stay with the others."""
        llama_cpp.llama_memory_seq_rm(self._memory, branch.seq, -1, -1)
        self._free.append(branch.seq)

    def drop_branches(self) -> None:
        """Forget everything but the root and what is kept."""
        kept = {seq for seq, _ in self._kept}
        for seq in set(range(1, self.sequences)) - set(self._free) - kept:
            llama_cpp.llama_memory_seq_rm(self._memory, seq, -1, -1)
        self._free = [seq for seq in range(self.sequences - 1, 0, -1) if seq not in kept]

    def extend(
        self,
        parts: Sequence[tuple[Branch, Sequence[int]]],
        cancel: CancelToken | None = None,
        *,
        watch: bool = False,
    ) -> list[Row]:
        """Append tokens to branches, all in as few batches as fit, and return the row after each last token.

        With ``watch``, ``states`` hold the watched layer's view of the same tokens afterwards.
        """
        self.states = []
        if self._watch is not None:
            self._watch.wanted = watch
        try:
            return self._extend(parts, cancel)
        finally:
            if self._watch is not None:
                self._watch.wanted = False

    def _extend(self, parts: Sequence[tuple[Branch, Sequence[int]]], cancel: CancelToken | None) -> list[Row]:
        rows: list[Row] = []
        group: list[tuple[Branch, list[int]]] = []
        size = 0
        for branch, tokens in parts:
            rest = list(tokens)
            while len(rest) > _BATCH:
                self._decode([(branch, rest[:_BATCH])], want_rows=False, cancel=cancel)
                rest = rest[_BATCH:]
            if size + len(rest) > _BATCH:
                rows += self._decode(group, want_rows=True, cancel=cancel)
                group, size = [], 0
            group.append((branch, rest))
            size += len(rest)
        if group:
            rows += self._decode(group, want_rows=True, cancel=cancel)
        return rows

    def _decode(
        self,
        parts: Sequence[tuple[Branch, list[int]]],
        *,
        want_rows: bool,
        cancel: CancelToken | None,
    ) -> list[Row]:
        if cancel is not None and cancel.is_set():
            self.drop_branches()
            raise Cancelled
        last = self._fill(parts, want_rows=want_rows)
        self._cancel = cancel
        try:
            code = llama_cpp.llama_decode(self._handle, self._batch)
        finally:
            self._cancel = None
        if code:
            self._repair()
            if code == _ABORTED:
                raise Cancelled
            raise ModelError(Message("model.out_of_room"), Message("do.text_smaller_pieces"))
        for branch, tokens in parts:
            branch.length += len(tokens)
            self.evaluated += len(tokens)
        if self._watch is not None and self._watch.wanted:
            seen = self._watch.taken()
            self.states += [seen[at].copy() for at in last] if want_rows else []
        return [self._row(at) for at in last] if want_rows else []

    def _fill(self, parts: Sequence[tuple[Branch, list[int]]], *, want_rows: bool) -> list[int]:
        """Lay the tokens out in the batch and return the index of each part's last one."""
        batch, at, last = self._batch, 0, []
        for branch, tokens in parts:
            for offset, token in enumerate(tokens):
                batch.token[at] = token
                batch.pos[at] = branch.length + offset
                batch.n_seq_id[at] = 1
                batch.seq_id[at][0] = branch.seq
                batch.logits[at] = False
                at += 1
            batch.logits[at - 1] = want_rows
            last.append(at - 1)
        batch.n_tokens = at
        return last

    def _repair(self) -> None:
        """Remove the cells of a batch that was not finished, so that the cache is what ``_held`` says."""
        self.drop_branches()
        llama_cpp.llama_memory_seq_rm(self._memory, 0, len(self._held), -1)
        self._root.length = len(self._held)

    def _row(self, index: int) -> Row:
        pointer = llama_cpp.llama_get_logits_ith(self._handle, index)
        logits = np.ctypeslib.as_array(pointer, shape=(self.model.vocabulary_size,)).astype(np.float32)
        top = logits.max()
        row: Row = logits - (top + np.log(np.exp(logits - top).sum()))
        return row


def shared_start(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both start with."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same
