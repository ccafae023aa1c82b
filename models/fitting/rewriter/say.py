"""What the default model says of telling sentences with an adapter: ``python say.py GGUF LORA POSTS.jsonl OUT.jsonl``.

For each post of the corpus its sentences with telling words (the labels' evidence), each said in :data:`WAYS` ways: to
be read and marked. How it is asked is what ``sentences.py`` teaches. Needs the app's environment, not torch.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from numpy.typing import NDArray
from sentences import AFTER_TEXT, BEFORE_TEXT, LEFT_OUT, Telling, question

from redraft.domain.text import Span
from redraft.inference.engine import Branch, Engine
from redraft.rewriting.pieces import sentences

WAYS, SEED = 3, 20
"""Ways of one sentence: the likeliest, and others by chance."""
AVOIDED = 4.0
"""Nats by which the words that tell are made less likely; without that the likeliest is mostly the sentence itself."""
TEMPERATURE, NUCLEUS, CHOICE = 0.6, 0.9, 40
MOST_PLACES, MOST_TOKENS, FEW = 8, 90, 12
AFTER = 3
"""Words behind those that tell from which on a sentence goes on as it was."""
_CLAUSE = re.compile(r"(?<=[,;:)–—])\s|\s(?=(?:and|but|so|because|or)\s)")
_FOLLOWING = re.compile(rf"\W*\s(?:[\w'’]+\W+){{{AFTER - 1}}}[\w'’]+")
_WORD = re.compile(r"[A-Z][\w'’]+|[^\W\d_]{5,}|\d+")


class Adapted(Engine):
    """The engine with an adapter that is on within :meth:`adapted`."""

    def __init__(self, model: Path, adapter: Path) -> None:
        super().__init__(model)
        self._adapter = llama_cpp.llama_adapter_lora_init(self.model.handle, str(adapter).encode())
        if self._adapter is None:
            raise SystemExit("the adapter cannot be read")

    @contextmanager
    def adapted(self) -> Iterator[Branch]:
        """An empty branch that is read with the adapter, and whatever hangs on it."""
        branch = self.fork(self._root, 0)
        one = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(self._adapter)
        llama_cpp.llama_set_adapters_lora(self._handle, one, 1, (ctypes.c_float * 1)(1.0))
        try:
            yield branch
        finally:
            llama_cpp.llama_set_adapters_lora(self._handle, None, 0, None)
            self.drop_branches()


@dataclass(slots=True)
class Way:
    """An answer on its way: how it begins, what ends it, and what is written so far."""

    place: int
    branch: Branch
    random: np.random.Generator | None
    avoided: list[int]
    begins: str
    ends: str
    tail: str
    said: str = ""
    tokens: list[int] = field(default_factory=list)


def ways(engine: Adapted, text: str, places: Sequence[Telling]) -> list[list[str]]:
    """For each place other wordings of its sentence, the likeliest first, none twice and none that leaves it out."""
    model, found = engine.model, [[] for _ in places]
    lead = model.tokens(BEFORE_TEXT, special=True) + model.tokens(text) + model.tokens(AFTER_TEXT, special=True)
    with engine.adapted() as root:
        engine.extend([(root, lead)])
        going, rows = [], []
        for i, place in enumerate(places[:MOST_PLACES]):
            begins, ends, tail = kept(text, place)
            asked = engine.fork(root)
            (row,) = engine.extend([(asked, model.tokens(question(text, place)) + model.tokens(begins))])
            words = {w for span in place.words for w in _WORD.findall(text[span.start : span.end])}
            forms = [form for w in words for form in (w, f" {w}", w.capitalize(), f" {w.lower()}")]
            avoided = sorted({model.tokens(form)[0] for form in forms})
            for k in range(WAYS):
                chance = np.random.default_rng((SEED, i, k)) if k else None
                going.append(Way(i, engine.fork(asked), chance, avoided, begins, ends, tail))
                rows.append(row.copy())
        for way in _written(engine, going, rows, [len(p.sentence) for p in places]):
            if way.said and way.said != LEFT_OUT and way.said not in found[way.place]:
                found[way.place].append(way.said)
    return found


def _written(engine: Adapted, going: list[Way], rows: list[Any], sizes: Sequence[int]) -> list[Way]:
    """Side by side, a token each at a time."""
    every, model = list(going), engine.model
    while going:
        still = []
        for way, row in zip(going, rows, strict=True):
            row[way.avoided] -= AVOIDED
            token = chosen(row, way.random)
            room = min(MOST_TOKENS, sizes[way.place] // 3 + FEW)
            done = model.ends(token) or b"\n" in model.piece(token) or len(way.tokens) >= room
            if not done:
                way.tokens.append(token)
            way.said = way.begins + b"".join(map(model.piece, way.tokens)).decode("utf-8", "ignore")
            if not done and way.ends and way.said.endswith(way.ends):
                way.said, done = way.said + way.tail, True
            if done:
                engine.drop(way.branch)
            else:
                still.append(way)
        going = still
        rows = engine.extend([(way.branch, way.tokens[-1:]) for way in going]) if going else []
    for way in every:
        way.said = way.said.strip()
    return every


def kept(text: str, place: Telling) -> tuple[str, str, str]:
    """What stays of a sentence: the clauses before the one in which words tell; the first words behind the last that
    do, and what follows those. All that spares the model to write what nobody wants changed.
    """
    sentence = text[place.sentence.start : place.sentence.end]
    first = min(s.start for s in place.words) - place.sentence.start
    last = max(s.end for s in place.words) - place.sentence.start
    before = [m.start() for m in _CLAUSE.finditer(sentence, 0, max(0, first))]
    begins = sentence[: before[-1]] if before else ""
    found = _FOLLOWING.match(sentence, max(0, min(last, len(sentence))))
    return (begins, "", "") if found is None else (begins, found[0], sentence[found.end() :])


def chosen(row: NDArray[np.float32], random: np.random.Generator | None) -> int:
    """The likeliest token, or one by chance."""
    if random is None:
        return int(row.argmax())
    likeliest = np.argpartition(row, -CHOICE)[-CHOICE:]
    likeliest = likeliest[np.argsort(-row[likeliest])]
    shares = np.exp((row[likeliest] - row[likeliest[0]]) / TEMPERATURE).astype(np.float64)
    shares /= shares.sum()
    most = int(np.searchsorted(np.cumsum(shares), NUCLEUS)) + 1
    return int(random.choice(likeliest[:most], p=shares[:most] / shares[:most].sum()))


def telling(post: dict[str, Any]) -> list[Telling]:
    """The sentences of a post in which a label's evidence stands."""
    text, found = post["text"], []
    for sentence in sentences(text):
        words, about = [], []
        for name, label in post["labels"].items():
            spans = [Span(text.index(q), text.index(q) + len(q)) for q in label["evidence"] if q in text]
            here = [span for span in spans if span.overlaps(sentence)]
            if here and label["certainty"] > 2:
                words += here
                about.append(name)
        if about:
            found.append(Telling(sentence, tuple(words), tuple(about)))
    return found


def main() -> None:
    """One line a post."""
    model, adapter, posts, out = map(Path, sys.argv[1:])
    engine = Adapted(model, adapter)
    with out.open("a", encoding="utf-8") as file:
        for line in posts.read_text("utf-8").splitlines():
            post = json.loads(line)
            places, began = telling(post), time.monotonic()
            said = ways(engine, post["text"], places) if places else []
            rows = [
                {"old": post["text"][p.sentence.start : p.sentence.end], "tells": p.attributes, "ways": some}
                for p, some in zip(places, said, strict=True)
            ]
            row = {"id": post["id"], "seconds": round(time.monotonic() - began, 1), "places": rows}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
