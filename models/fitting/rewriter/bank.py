"""Short edits of the corpus as a table: ``python models/fitting/rewriter/bank.py FILE.jsonl …`` writes
``resources/languages/en/rewordings.tsv``.

Only posts of *train*, only edits of at most four words whose old words are ordinary ones, and no new name or number;
only where old and new words are one unit of their sentence, of the same kind; and only new words that were said for
several things, since what was said for one alone is a joke, or not true, elsewhere.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from english import known

from redraft import languages
from redraft.assets import resource
from redraft.detectors import nlp
from redraft.rewriting import pieces

HELD_OUT = {"ena", "fus", "gac", "enr", "fuq", "gad"}
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
LONGEST = 4
MOST_SAID, LEAST_SAID = 8, 7
"""Words of an edit that is looked at for what people say, and things for which a word has to be said."""


def difference(old: str, new: str) -> tuple[list[str], list[str]]:
    """The words that differ, without what both begin and end with."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    first = 0
    while first < min(len(a), len(b)) and a[first] == b[first]:
        first += 1
    last = 0
    while last < min(len(a), len(b)) - first and a[-1 - last] == b[-1 - last]:
        last += 1
    return a[first : len(a) - last], b[first : len(b) - last]


def _plain(words: list[str]) -> bool:
    return all(
        w[0].isalpha() and (w.islower() or w == "I" or w.startswith("I'")) and known(w.casefold()) for w in words
    )


def _content(words: list[str]) -> set[str]:
    """The words that say something."""
    return {w.casefold() for w in words} - languages.default().words("function")


@cache
def _parsed(text: str) -> Any:
    doc = nlp.tokenise(text, languages.default())
    nlp.parse([doc], languages.default())
    return doc


def _unit(sentence: str, words: list[str], before: int) -> tuple[str, str] | None:
    """Part of speech and role of the head of words that are one unit of a sentence; ``before`` words stand before."""
    tokens = [m.span() for m in _TOKEN.finditer(sentence)][before : before + len(words)]
    inside = [t for t in _parsed(sentence) if tokens[0][0] <= t.idx < tokens[-1][1]]
    places = {t.i for t in inside}
    heads = [t for t in inside if t.head.i not in places or t.head.i == t.i]
    if len(heads) != 1:
        return None
    return ("NOUN" if heads[0].pos_ in ("NOUN", "PROPN", "PRON") else heads[0].pos_), heads[0].dep_


def _sentences(text: str, edit: dict[str, str]) -> tuple[str, str, int]:
    """The sentences around an edit, before and after it, and where in them it begins."""
    at = text.find(edit["old"])
    near = [s for s in pieces.sentences(text) if s.start < at + len(edit["old"]) and at < s.end]
    if at < 0 or not near:
        return "", "", 0
    start, end = min(at, near[0].start), max(at + len(edit["old"]), near[-1].end)
    return text[start:end], text[start:at] + edit["new"] + text[at + len(edit["old"]) : end], at - start


def main(files: list[str]) -> None:
    """Find those that stand alike in their sentences and say what is said for several things; count and write."""
    found: Counter[tuple[str, str, str]] = Counter()
    said: defaultdict[str, set[str]] = defaultdict(set)
    for attribute, text, edit in _edits(files):
        old, new = difference(edit["old"], edit["new"])
        if len(new) > MOST_SAID:
            continue
        for word in _content(new) - _content(old):
            said[word].add(" ".join(old).casefold())
        if not (0 < len(old) <= LONGEST and 0 < len(new) <= LONGEST and _plain(old) and _plain(new)):
            continue
        before, after, start = _sentences(text, edit)
        a, b = _TOKEN.findall(before), _TOKEN.findall(after)
        lead = len(_TOKEN.findall(before[:start]))
        while lead < min(len(a), len(b)) and a[lead] == b[lead]:
            lead += 1
        if a[lead : lead + len(old)] == old and b[lead : lead + len(new)] == new:
            unit = _unit(before, old, lead)
            if unit is not None and unit == _unit(after, new, lead) and (len(old) > 1 or len(old[0]) > 3):
                found[attribute, " ".join(old).casefold(), " ".join(new)] += 1
    vague = {word for word, each in said.items() if len(each) >= LEAST_SAID}
    kept = {key: n for key, n in found.items() if _content(key[2].split()) <= vague | _content(key[1].split())}
    lines = ["# Short edits of the corpus (models/corpus): attribute, old words, new words, how often."]
    lines += ["\t".join([*key, str(times)]) for key, times in sorted(kept.items())]
    resource("languages", "en", "rewordings.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(found), "edits that stand alike,", len(kept), "of them vague")


def _edits(files: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Attribute, text and edit, of *train*."""
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"].split("-")[0] not in HELD_OUT and row.get("lang", "en") == "en":
                for attribute, edits in (row.get("rewrites") or {}).items():
                    for edit in edits:
                        yield attribute.replace(" ", "_"), row["text"], edit


main(sys.argv[1:])
