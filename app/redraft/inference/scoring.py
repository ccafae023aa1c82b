"""Log-probabilities of a known set of answers, by walking the tree of their tokens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from redraft.inference.engine import Branch, Engine, Row
from redraft.usecases.ports import CancelToken

NEGLIGIBLE = 6.0
"""Nats below a question's best answer from which a shared token is usually not read."""


@dataclass(slots=True)
class Node:
    """One token shared by all answers below it; ``answers`` are indexes of those that end or become unique here."""

    children: dict[int, Node] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)

    def count(self) -> int:
        """How many answers lie at or below this token."""
        return len(self.answers) + sum(child.count() for child in self.children.values())


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as token sequences: ``common`` is what all start with, ``tree`` tells the rest apart."""

    count: int
    common: tuple[int, ...]
    tree: Node

    @classmethod
    def of(cls, sequences: Sequence[Sequence[int]]) -> Answers:
        """Build the tree. An answer hangs on the first token that no other answer shares, so the rest costs nothing."""
        shared = 0
        if len(sequences) > 1:
            while all(len(s) > shared + 1 and s[shared] == sequences[0][shared] for s in sequences):
                shared += 1
        root = Node()
        _grow(root, [(i, list(s[shared:])) for i, s in enumerate(sequences)])
        return cls(len(sequences), tuple(sequences[0][:shared]), root)


def _grow(node: Node, rest: list[tuple[int, list[int]]]) -> None:
    groups: dict[int, list[tuple[int, list[int]]]] = {}
    for index, tokens in rest:
        if tokens:
            groups.setdefault(tokens[0], []).append((index, tokens[1:]))
        else:
            node.answers.append(index)
    for token, group in groups.items():
        child = node.children[token] = Node()
        if len(group) == 1:
            child.answers.append(group[0][0])
        else:
            _grow(child, group)


@dataclass(slots=True)
class _Open:
    """A token that several answers share, waiting to be read."""

    job: int
    parent: Branch
    token: int
    node: Node
    score: float


def score(
    engine: Engine,
    asked: Sequence[tuple[Branch, Row, Answers]],
    *,
    width: int = 6,
    rounds: int = 3,
    negligible: float = NEGLIGIBLE,
    cancel: CancelToken | None = None,
) -> list[list[float]]:
    """Log-probability in nats of every answer of every question; ``asked`` holds the row after its last token.

    In each round the ``width`` most probable shared tokens of a question are read, all questions in one batch; answers
    under a token that was not read share its probability evenly.
    """
    scores = [[-math.inf] * answers.count for _, _, answers in asked]
    level: list[_Open] = []
    made: list[Branch] = []
    for job, (branch, row, answers) in enumerate(asked):
        level += _settle(scores[job], job, branch, answers.tree, row, 0.0)
    for _ in range(rounds):
        best = [max([*scores[j], *(o.score for o in level if o.job == j)]) for j in range(len(asked))]
        chosen, left = _widest(level, width, engine.free_sequences, [b - negligible for b in best])
        _share(scores, left)
        if not chosen:
            level = []
            break
        branches = [engine.fork(one.parent) for one in chosen]
        made += branches
        rows = engine.extend([(b, [one.token]) for b, one in zip(branches, chosen, strict=True)], cancel)
        level = []
        for one, branch, row in zip(chosen, branches, rows, strict=True):
            level += _settle(scores[one.job], one.job, branch, one.node, row, one.score)
    _share(scores, level)
    for branch in made:
        engine.drop(branch)
    return scores


def _settle(scores: list[float], job: int, branch: Branch, node: Node, row: Row, base: float) -> list[_Open]:
    for index in node.answers:
        scores[index] = base
    waiting = []
    for token, child in node.children.items():
        value = base + float(row[token])
        if not child.children:
            for index in child.answers:
                scores[index] = value
        else:
            waiting.append(_Open(job, branch, token, child, value))
    return waiting


def _widest(level: list[_Open], width: int, free: int, least: list[float]) -> tuple[list[_Open], list[_Open]]:
    chosen: list[_Open] = []
    left: list[_Open] = []
    taken: dict[int, int] = {}
    for one in sorted(level, key=lambda o: -o.score):
        if one.score > least[one.job] and taken.get(one.job, 0) < width and len(chosen) < free:
            taken[one.job] = taken.get(one.job, 0) + 1
            chosen.append(one)
        else:
            left.append(one)
    return chosen, left


def _share(scores: list[list[float]], left: list[_Open]) -> None:
    for one in left:
        size = one.node.count()
        for index in _below(one.node):
            scores[one.job][index] = one.score - math.log(size)


def _below(node: Node) -> list[int]:
    return node.answers + [i for child in node.children.values() for i in _below(child)]
