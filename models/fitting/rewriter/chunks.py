"""What a person left out or said instead, word by word: what the tagger learns.

An edit by hand is a stretch of old words and new ones. Both are compared word by word; what is equal is kept, every
other stretch is a chunk that went, with the words that came in its place: a phrase that the tagger knows, none, or more
words than it knows together, which teach only that something had to stand there.
"""

from __future__ import annotations

import difflib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "models" / "fitting" / "encoder")]

from posts import SURE  # noqa: E402
from sentences import NOT_LEARNT, posts, writer  # noqa: E402

from redraft.domain.text import Span  # noqa: E402

CORPUS = ROOT / "models" / "corpus"
SHORT = 1
"""Words that two changed stretches may share without being two."""
LONGEST = 4
"""Words of a phrase that is learnt as one."""
FIRST = (0.6, 0.25, 0.15)
"""How often the first, second and third wording is learnt from."""
ALL = 0.6
"""How often all that a post's edits hide is hidden, rather than some of it."""

Edit = tuple[str, str]
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def words_of(text: str) -> list[Span]:
    """Words and single marks, in order; "don't" is one."""
    return [Span(m.start(), m.end()) for m in _WORD.finditer(text)]


def phrase(words: str) -> str:
    """Words as a list of phrases holds them: in small letters at the beginning, but for "I"."""
    words = words.strip().replace("’", "'")
    return words if words == "I" or words.startswith(("I ", "I'")) else words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words ``first`` to before ``last`` of a text that went, and what was said there."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with what had to be hidden and how a person did it."""

    text: str
    hidden: frozenset[str]
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A post with its edits: for each attribute, or all together with up to three wordings each."""

    id: str
    text: str
    writer: str
    told: frozenset[str]
    evidence: Mapping[str, Sequence[str]]
    apart: Mapping[str, Sequence[Edit]]
    together: Sequence[tuple[str, Sequence[str]]]

    def sample(self, rng: random.Random | None) -> Sample | None:
        """One way to hide some of it; without ``rng`` the best way to hide all of it. None where nothing is left."""
        if self.together:
            edits = [(old, new[_which(len(new), rng)]) for old, new in self.together]
            return self._sample(edits, self.told)
        names = sorted(self.apart)
        if rng is not None and rng.random() > ALL:
            names = rng.sample(names, rng.randint(1, len(names)))
        edits, hidden = [], set()
        for name in names:
            both = list(dict.fromkeys([*edits, *self.apart[name]]))
            if _apart(self.text, both):
                edits = both
                hidden.add(name)
        return self._sample(edits, frozenset(hidden))

    def _sample(self, edits: Sequence[Edit], hidden: frozenset[str]) -> Sample | None:
        words = words_of(self.text)
        chunks = [c for old, new in edits for c in chunks_of(self.text, words, old, new)]
        return Sample(self.text, hidden, tuple(sorted(chunks, key=lambda c: c.first))) if hidden and chunks else None


def _which(many: int, rng: random.Random | None) -> int:
    return 0 if rng is None else rng.choices(range(many), FIRST[:many])[0]


def _apart(text: str, edits: Sequence[Edit]) -> bool:
    places = sorted((text.find(old), text.find(old) + len(old)) for old, _ in edits)
    return all(a[1] <= b[0] for a, b in pairwise(places))


def chunks_of(text: str, words: Sequence[Span], old: str, new: str) -> Iterator[Chunk]:
    """The stretches of the words of ``old`` that went, with what stands there in ``new``."""
    at = text.find(old)
    here = [i for i, w in enumerate(words) if w.start < at + len(old) and w.end > at]
    if at < 0 or not here:
        return
    before = [text[words[i].start : words[i].end].casefold() for i in here]
    spans = words_of(new)
    after = [new[s.start : s.end].casefold() for s in spans]
    found: list[list[int]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if found and a - found[-1][1] <= SHORT and (found[-1][3] > found[-1][2] or d > c):
            found[-1][1], found[-1][3] = b, d
        else:
            found.append([a, b, c, d])
    for a, b, c, d in map(_with_a_word, found):
        if a < b <= len(here) and c <= d <= len(spans):
            yield Chunk(here[a], here[b - 1] + 1, new[spans[c].start : spans[d - 1].end] if d > c else "")


def _with_a_word(place: Sequence[int]) -> tuple[int, int, int, int]:
    """What was only put in belongs to the word before it, or behind it, which is said again."""
    a, b, c, d = place
    if a < b:
        return a, b, c, d
    return (a - 1, b, c - 1, d) if a and c else (a, b + 1, c, d + 1)


def reworded() -> list[Reworded]:
    """All posts that have edits; those with both kinds come twice."""
    return [post for post in map(_post, posts(CORPUS)) if post.apart or post.together]


def _post(row: Mapping[str, Any]) -> Reworded:
    labels = row["labels"]
    apart = {
        a: [(e["old"], e["new"]) for e in some]
        for a, some in (row.get("rewrites") or {}).items()
        if a in labels and some and all(row["text"].count(e["old"]) == 1 for e in some)
    }
    together = [(e["old"], e["new"]) for e in row.get("edits", ())]
    sure = frozenset(a for a, label in labels.items() if label["certainty"] >= SURE)
    evidence = {a: label["evidence"] for a, label in labels.items()}
    return Reworded(row["id"], row["text"], writer(row), sure, evidence, apart, together)


def learnt(post: Reworded) -> bool:
    """False for posts of writers that choose or report."""
    return post.writer not in NOT_LEARNT


def phrases(posts: Iterable[Reworded], vaguer: Path) -> list[str]:
    """All short phrases that anybody said instead, the most frequent first, behind them those of the table of vaguer
    words; the first is "", which leaves out.
    """
    counted: Counter[str] = Counter()
    for post in posts:
        words = words_of(post.text)
        ways = [(old, [new]) for edits in post.apart.values() for old, new in edits]
        for old, every in (*ways, *post.together):
            said = {phrase(c.words) for new in every for c in chunks_of(post.text, words, old, new)}
            counted.update(one for one in sorted(said) if len(words_of(one)) <= LONGEST)
    for line in vaguer.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            counted[phrase(line.split("\t")[2])] += 0
    del counted[""]
    return ["", *(said for said, _ in counted.most_common())]
