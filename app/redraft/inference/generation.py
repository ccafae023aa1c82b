"""Short open answers, written by several branches at the same time."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.inference.engine import Branch, Engine, Row
from redraft.usecases.ports import CancelToken


def write(
    engine: Engine,
    begun: Sequence[tuple[Branch, Row]],
    *,
    limit: int,
    stop: bytes = b"\n",
    cancel: CancelToken | None = None,
) -> list[str]:
    """The most probable continuation of each branch, up to ``stop``, an end token or ``limit`` tokens each."""
    written = [b""] * len(begun)
    active = [(i, branch, row) for i, (branch, row) in enumerate(begun)]
    for _ in range(limit):
        grown = []
        for i, branch, row in active:
            token = int(row.argmax())
            if engine.model.ends(token):
                continue
            engine.generated += 1
            written[i] += engine.model.piece(token)
            if stop not in written[i]:
                grown.append((i, branch, token))
        if not grown:
            break
        before = engine.evaluated
        rows = engine.extend([(branch, [token]) for _, branch, token in grown], cancel)
        engine.evaluated = before
        active = [(i, branch, row) for (i, branch, _), row in zip(grown, rows, strict=True)]
    return [raw.split(stop)[0].decode("utf-8", "ignore").strip() for raw in written]
