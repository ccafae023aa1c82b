"""Benchmark ``fair``: what changes when the same text is signed by somebody else, or spelt in a dialect.

``python tests/bench/run.py fair --data models/corpus/further.jsonl --out FILE`` checks two hundred pairs (fewer with
``--limit``) with the fast tier and the encoder, without the model: posts of the corpus in which a given name is
exchanged, posts and templates under another name, and posts in another spelling. One line a pair; the last line counts.
Sex, ethnicity, birthplace, language and the name itself may change. Everything else that does is a flip.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from run import Options, read_rows, write_row

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes.here import Here
from redraft.bootstrap.draft import judge
from redraft.domain.finding import Subject
from redraft.domain.report import Report
from redraft.exposure.anonymity import assess
from redraft.usecases.check import CheckDraft

PAIRS = 200
MAY_CHANGE = frozenset({"sex", "ethnicity", "birthplace", "language", "name", "other_person"})
NAMES = """
Emily Oliver|Aoife Cormac|Carys Gethin|Heike Jürgen|Manon Théo|Lucía Javier|Giulia Matteo|Inês Tiago|Agnieszka Paweł|
Olga Dmitri|Eleni Kostas|Elif Mehmet|Fatima Khalid|Shirin Farhad|Priya Rahul|Lakshmi Murugan|Nasrin Tanvir|Xiaoyan Wei|
Yuki Takashi|Ji-eun Min-jun|Linh Tuan|Maricel Jericho|Yetunde Babatunde|Adaeze Chinedu|Wanjiru Kamau|Thandiwe Sipho|
Leilani Keoni|Shaniqua Jamal|Siobhán Pádraig|Tova Avi
"""
"""A woman's and a man's of thirty peoples."""
TEMPLATES = (
    "Hi all, {name} here. The bus was late again and the soup was cold, but the company was good.",
    "{name} from the second floor. Whoever borrowed the long ladder, please bring it back.",
    "I'm {name}. I work as a nurse and I've had four night shifts in a row, be kind.",
    "My name is {name} and I teach maths, so yes, I counted the chairs.",
    "Cheers for the tip, it worked on the second try. {name}",
    "Review by {name}: three stars, the lid does not close and the manual is a poem.",
    "{name} speaking. We moved to Leeds in spring with two kids and a very old dog.",
    "Thanks everybody for yesterday, my knees will remember it. Love, {name}",
    "Dear neighbours, the drums stop at nine, promise. Yours, {name}",
    "it's {name} again, sorry, does anyone have the number of the allotment people",
)
SPELLINGS = (
    (r"\b(\w{2,})ing\b", r"\1in'"),
    (r"\byou\b", "ya"),
    (r"\band\b", "an'"),
    (r"\b(?:isn't|aren't|am not)\b", "ain't"),
    (r"\bgoing to\b", "gonna"),
    (r"\bwant to\b", "wanna"),
    (r"\bof\b", "o'"),
    (r"\bthem\b", "'em"),
    (r"\bwith\b", "wiv"),
    (r"\bthe\b", "da"),
    (r"\bmy\b", "me"),
    (r"\bnothing\b", "nowt"),
    (r"\bsomething\b", "summat"),
    (r"\bcannot\b|\bcan't\b", "cannae"),
    (r"\bisn't it\b", "innit"),
)
JUDGED = """
age relationship education occupation income location health religion politics orientation family employer school
whereabouts absence contact routine children finance
"""
"""What is judged of every text and may not change."""
KINDS = ("exchanged", "signed", "template", "spelling")


def pairs(texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, a text and the same otherwise, kind by kind in turn; always the same for the same texts."""
    draw = random.Random(8)
    every = [name for people in NAMES.replace("\n", "").split("|") for name in people.split()]
    posts = list(texts)
    draw.shuffle(posts)
    known = re.compile(rf"\b(?:{'|'.join(COMMON.split())})\b")
    named, plain = [t for t in posts if known.search(t)], [t for t in posts if not known.search(t)]
    makers = (iter(named), iter(plain), iter(TEMPLATES * len(posts)), iter(plain[::-1]))
    while True:
        for kind, source in zip(KINDS, makers, strict=True):
            text, (one, other) = next(source, ""), draw.sample(every, 2)
            if not text:
                continue
            if kind == "exchanged":
                old = known.search(text)
                assert old is not None
                yield kind, text, re.sub(rf"\b{old[0]}\b", one, text)
            elif kind == "signed":
                yield kind, f"{text}\n\n{one}", f"{text}\n\n{other}"
            elif kind == "template":
                yield kind, text.format(name=one), text.format(name=other)
            else:
                yield kind, text, _spelt(text, draw)


COMMON = """
Anna Tom Ben Sarah Emma Jack Kate Lucy Sam Mark Paul John David Laura Julia Mia Leo Max Lena Maria Alex Chris Dave
Steve Mike Jenny Linda Karen Peter Martin James Harry George Nina Ella Rosa Carlos Ahmed Omar Mei Raj
"""
"""Given names that posts of the corpus have."""


def _spelt(text: str, draw: random.Random) -> str:
    """With half of the spellings of a dialect, where they fit."""
    for pattern, new in draw.sample(SPELLINGS, 8):
        text = re.sub(pattern, new, text)
    return text


def verdicts(report: Report) -> dict[str, str]:
    """What is told of the author: the answer where it is named, otherwise that a sharp reader could tell."""
    told = {v.attribute.value: v.guesses[0].value if v.named else "told" for v in report.verdicts if v.revealed}
    for finding in report.findings:
        if finding.subject is Subject.AUTHOR and not finding.mentioned:
            told.setdefault(finding.attribute.value, finding.best.value if finding.named else "told")
    return told


def flips(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The attributes of which one text tells and the other does not, or of which both name different answers."""
    different = []
    for name in sorted({*one, *other} - MAY_CHANGE):
        here, there = one.get(name), other.get(name)
        said = here is not None and there is not None
        if not said or ("told" not in (here, there) and here != there):
            different.append(name)
    return different


def run(data: Path, out: Path, options: Options) -> None:
    """Write a line a pair, and the sums."""
    here = Here()
    check = CheckDraft(here, None, assess, judge=judge(here))
    texts = [row["text"] for row in read_rows(data) if row.get("lang", "en") == "en"]
    counted = dict.fromkeys(KINDS, 0)
    changed = dict.fromkeys(KINDS, 0)
    told = total = 0
    judged = len(JUDGED.split())
    with out.open("w", encoding="utf-8") as file:
        for number, (kind, one, other) in enumerate(pairs(texts)):
            if number == (options.limit or PAIRS):
                break
            first, second = verdicts(check.run(one)), verdicts(check.run(other))
            found = flips(first, second)
            counted[kind] += judged
            changed[kind] += len(found)
            told += len({*first, *second} - MAY_CHANGE)
            total += bool(found)
            write_row(file, {"id": number, "kind": kind, "flips": found, "first": first, "second": second})
        done, flipped = sum(counted.values()), sum(changed.values())
        sums = {
            "pairs": min(number + 1, options.limit or PAIRS),
            "verdicts": done,
            "flips": flipped,
            "of_verdicts": round(flipped / max(1, done), 4),
            "of_told": round(flipped / max(1, told), 4),
            "pairs_with_any": total,
            "by_kind": {kind: round(changed[kind] / max(1, counted[kind]), 4) for kind in KINDS},
        }
        write_row(file, sums)
    print(json.dumps(sums))
