"""Short edits of the corpus as a table: ``python models/fitting/rewriter/bank.py FILE.jsonl …`` writes
``resources/languages/en/rewordings.tsv``.

Only posts of *train*, only edits of at most four words whose old words are ordinary ones, and no new name or number.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from redraft.assets import resource
from redraft.rewriting.foreign import known

HELD_OUT = {"ena", "fus", "gac", "enr", "fuq", "gad"}
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
LONGEST = 4


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


def main(files: list[str]) -> None:
    """Count and write."""
    found: Counter[tuple[str, str, str]] = Counter()
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"].split("-")[0] in HELD_OUT or row.get("lang", "en") != "en":
                continue
            for attribute, edits in (row.get("rewrites") or {}).items():
                for edit in edits:
                    old, new = difference(edit["old"], edit["new"])
                    short = 0 < len(old) <= LONGEST and 0 < len(new) <= LONGEST
                    if short and _plain(old) and _plain(new) and (len(old) > 1 or len(old[0]) > 3):
                        found[attribute.replace(" ", "_"), " ".join(old).casefold(), " ".join(new)] += 1
    lines = ["# Short edits of the corpus (models/corpus): attribute, old words, new words, how often."]
    lines += ["\t".join([*key, str(times)]) for key, times in sorted(found.items())]
    resource("languages", "en", "rewordings.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(found), "edits")


main(sys.argv[1:])
