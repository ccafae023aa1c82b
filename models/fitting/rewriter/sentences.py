"""Sentences of the corpus that tell, with how a person said them instead: what the adapter for rewording learns.

A post's hand-made edits (``rewrites``, for one attribute each, and ``wordings.jsonl``, for all of them together) give
sentences with the telling words marked, what they tell, and the sentence with the edits made. What is asked is worded
by one function, here and in ``say.py``, so that learnt and asked cannot differ.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "app"))

from redraft.domain.text import Span  # noqa: E402
from redraft.rewriting.pieces import sentences  # noqa: E402

BEFORE_TEXT = (
    "<|im_start|>system\nSay the same and give less away, in the author's own voice.<|im_end|>\n<|im_start|>user\n"
)
AFTER_TEXT = "<|im_end|>\n<|im_start|>assistant\n"
LEFT_OUT = "(leave out)"
"""The answer where a sentence goes as a whole."""

REWORDED = ("english", "further", "newer", "newest", "latest")
"""Files whose posts have edits for single attributes."""
OTHERS = ("hints", "next", "pairs")
"""Files of which some posts stand in ``wordings.jsonl`` alone."""
CHOOSE = ("enr", "fuq", "gad")
"""Writers of *choose* whose posts have edits for single attributes."""
NOT_LEARNT = frozenset({"ena", "fus", "gac", "fir", "fiu", *CHOOSE, "pwd", "fin"})
"""Writers of *report* and *choose*."""
LONGEST = 420
"""Characters of what an example may span."""
OF_EDITS, OF_EVIDENCE = 0.3, 0.5
"""Shares of examples in which the words that went are marked, and the label's evidence; in the rest both are."""

Edit = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a text, the words of it that tell, and what they tell."""

    sentence: Span
    words: tuple[Span, ...]
    attributes: tuple[str, ...]


def question(text: str, place: Telling) -> str:
    """What is asked of a sentence: its telling words between guillemets, and what they tell."""
    marked, at, end = "", place.sentence.start, place.sentence.end
    for span in _joined(place.words):
        start, stop = max(span.start, at), min(span.end, end)
        if start < stop:
            marked += f"{text[at:start]}«{text[start:stop]}»"
            at = stop
    return f"{marked}{text[at:end]}\ntells: {', '.join(sorted(place.attributes))}\n"


def _joined(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


@dataclass(frozen=True, slots=True)
class Example:
    """What is asked of a text, what is answered, and the places of the answer that are new (characters)."""

    question: str
    answer: str
    new: tuple[tuple[int, int], ...]


def posts(corpus: Path) -> Iterator[dict[str, Any]]:
    """Posts with their edits: ``rewrites`` by attribute, or ``edits`` of ``wordings.jsonl``; a post may come twice."""
    known = {}
    for name in (*REWORDED, *OTHERS):
        for row in _rows(corpus / f"{name}.jsonl"):
            known[row["id"]] = row
            if row.get("rewrites"):
                yield row
    for row in _rows(corpus / "wordings.jsonl"):
        if row["edits"]:
            yield {**known[row["id"]], "rewrites": {}, "edits": row["edits"]}


def writer(post: dict[str, Any]) -> str:
    """A writer's posts stay in one split."""
    return str(post["id"]).split("-")[0]


def examples(post: dict[str, Any], rng: random.Random) -> list[Example]:
    """All that a post has to learn from, none twice."""
    found: dict[tuple[str, str], Example] = {}
    for edits, attributes in (*_apart(post, rng), *_together(post)):
        example = _example(post, edits, attributes, rng)
        if example is not None:
            found.setdefault((example.question, example.answer), example)
    return list(found.values())


def _apart(post: dict[str, Any], rng: random.Random) -> Iterator[tuple[list[Edit], list[str]]]:
    """The edits of a sentence for one attribute, and those for several that can stand side by side."""
    text, by_sentence = post["text"], {}
    for attribute, some in (post.get("rewrites") or {}).items():
        if attribute in post["labels"]:
            for place, edits in _by_sentence(text, [(e["old"], e["new"]) for e in some]).items():
                yield edits, [attribute]
                by_sentence.setdefault(place, []).append((attribute, edits))
    for many in by_sentence.values():
        taken: list[Edit] = []
        names = []
        for attribute, edits in rng.sample(many, len(many)):
            new = [e for e in edits if e not in taken]
            if not any(e[0].overlaps(other[0]) for e in new for other in taken):
                taken += new
                names.append(attribute)
        if len(names) > 1:
            yield taken, names


def _together(post: dict[str, Any]) -> Iterator[tuple[list[Edit], list[str]]]:
    """All edits of a sentence at once, with their first wordings and with others, and each edit alone."""
    text = post["text"]
    tells = {e["old"]: e["tells"] for e in post.get("edits") or ()}
    ways = {e["old"]: e["new"] for e in post.get("edits") or ()}
    for edits in _by_sentence(text, [(old, new[0]) for old, new in ways.items()]).values():
        old = [text[span.start : span.end] for span, _ in edits]
        about = sorted({name for words in old for name in tells[words]})
        for k in range(max(len(ways[words]) for words in old)):
            yield (
                [(e[0], ways[words][min(k, len(ways[words]) - 1)]) for e, words in zip(edits, old, strict=True)],
                about,
            )
        if len(edits) > 1:
            for edit, words in zip(edits, old, strict=True):
                yield [edit], tells[words]


def _by_sentence(text: str, edits: Iterable[tuple[str, str]]) -> dict[Span, list[Edit]]:
    found: dict[Span, list[Edit]] = {}
    for old, new in edits:
        at = text.find(old)
        if at >= 0 and (unit := _unit(text, [Span(at, at + len(old))])) is not None:
            found.setdefault(unit, []).append((Span(at, at + len(old)), new))
    return found


def _unit(text: str, spans: list[Span]) -> Span | None:
    touched = [s for s in sentences(text) if any(s.overlaps(span) for span in spans)]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _example(post: dict[str, Any], edits: list[Edit], attributes: list[str], rng: random.Random) -> Example | None:
    text = post["text"]
    unit = _unit(text, [span for span, _ in edits])
    if unit is None or len(unit) > LONGEST:
        return None
    unit = Span(min(unit.start, *(s.start for s, _ in edits)), max(unit.end, *(s.end for s, _ in edits)))
    answer, new = _made(text, unit, edits)
    if answer == text[unit.start : unit.end].strip():
        return None
    if not any(map(str.isalnum, answer)):
        answer, new = LEFT_OUT, [(0, len(LEFT_OUT))]
    gone = [span for span, _ in edits]
    quotes = [q for name in attributes for q in post["labels"].get(name, {}).get("evidence", ()) if q in text]
    told = [s for q in quotes if (s := Span(text.index(q), text.index(q) + len(q))).overlaps(unit)]
    how = rng.random()
    words = gone if not told or how < OF_EDITS else told if how < OF_EDITS + OF_EVIDENCE else [*gone, *told]
    return Example(question(text, Telling(unit, tuple(words), tuple(attributes))), answer, tuple(new))


def _made(text: str, unit: Span, edits: list[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with the edits made, without white space around it, and where it is new."""
    out, at, new = "", unit.start, []
    for span, words in sorted(edits):
        out += text[at : span.start]
        new.append((len(out), len(out) + len(words)))
        out += words
        at = span.end
    out += text[at : unit.end]
    lead = len(out) - len(out.lstrip())
    return out.strip(), [(max(0, a - lead), max(0, b - lead)) for a, b in new]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text("utf-8").splitlines():
        yield json.loads(line)
