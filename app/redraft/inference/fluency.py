"""How well a changed text reads where it was changed, by the log-probabilities of its words against the old ones."""

from __future__ import annotations

from collections.abc import Sequence

from redraft.inference.engine import Branch, Engine, shared_start
from redraft.usecases.ports import CancelToken

AT_ONCE = 64
"""Tokens whose rows are asked for in one batch: a row is 0.6 MB."""
AFTER = 4
"""Tokens after a change that are looked at."""
LEAD = 300
"""Tokens of a text that are read; what is changed behind them is not looked at."""


def fluency(
    engine: Engine, text: str, changes: Sequence[tuple[int, int, str]], *, cancel: CancelToken | None = None
) -> list[tuple[float, float]]:
    """For each change (start, end, new words) of a text: the mean log-probability (nats a token) of the new words, less
    that of the words around there before, and that of what follows now, less what it was. Negative: it reads worse.
    """
    model = engine.model
    whole = model.tokens(text)[:LEAD]
    ends: list[int] = []
    for token in whole:
        ends.append((ends[-1] if ends else 0) + len(model.piece(token)))
    root = engine.hold(whole, cancel)
    before = _own(engine, root, whole, cancel)
    usual = _mean(before)
    found: list[tuple[float, float]] = [(0.0, 0.0)] * len(changes)
    lines: list[tuple[int, int, int, int, list[int]]] = []
    for i, (start, end, words) in enumerate(changes):
        first, last = len(text[:start].encode("utf-8", "replace")), len(text[:end].encode("utf-8", "replace"))
        tail = next((k for k, at in enumerate(ends) if at > last), len(whole))
        following = whole[tail : tail + AFTER]
        said = b"".join(model.piece(t) for t in following).decode("utf-8", "ignore")
        begun = ends[tail - 1] if tail else 0
        half = text[end:].encode("utf-8", "replace")[: max(0, begun - last)].decode("utf-8", "ignore")
        line = model.tokens(text[:start] + words + (half or "") + said)
        lead = min(shared_start(whole[: sum(at <= first for at in ends)], line), len(line) - 1) - 1
        if lead >= 0 and tail <= len(whole):
            lines.append((i, lead, tail, len(following), line[lead:]))
    size = max(1, min(engine.free_sequences - 1, AT_ONCE // 4))
    for at in range(0, len(lines), size):
        group = lines[at : at + size]
        branches = [engine.fork(root, lead) for _, lead, _, _, _ in group]
        rows = engine.surprise([(b, one[4]) for b, one in zip(branches, group, strict=True)], AT_ONCE, cancel)
        for branch, (i, _, tail, many, _), row in zip(branches, group, rows, strict=True):
            engine.drop(branch)
            after = min(len(row), many)
            new, rest = row[: len(row) - after], row[len(row) - after :]
            old = before[max(0, tail - 1) : tail - 1 + many]
            found[i] = (
                _mean(new) - usual if new else 0.0,
                sum(rest) - sum(old[: len(rest)]) if rest and old else 0.0,
            )
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _own(engine: Engine, root: Branch, tokens: Sequence[int], cancel: CancelToken | None) -> list[float]:
    """The log-probability of each token of the text but its first."""
    found: list[float] = []
    for at in range(0, max(1, len(tokens) - 1), AT_ONCE - 1):
        branch = engine.fork(root, at)
        (row,) = engine.surprise([(branch, tokens[at : at + AT_ONCE])], AT_ONCE, cancel)
        engine.drop(branch)
        found += row
    return found
