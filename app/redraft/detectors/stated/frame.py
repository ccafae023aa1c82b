"""One piece of text as the patterns see it: folded, with quotations marked, and the guards that every hit must pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from redraft.detectors.contract import Context
from redraft.domain.text import Span
from redraft.languages import Language
from redraft.languages.notation import Notation, any_of

WORD = re.compile(r"[a-z0-9$£€']+")
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "\u00a0": " "})
_BOUND = re.compile(r"[.!?…]+(?=\s|$)|\n+")
_BEFORE = 80
"""Code points of the sentence before a hit that its guards look at."""


class Verdict(Enum):
    """What the guards say about a hit."""

    CLEAR = "clear"
    DOUBT = "doubt"
    OUT = "out"


class Guard(Enum):
    """What misleads a pattern: CLAIM by negation, hypotheses and other speakers; OWNED ("my wife") hardly at all."""

    CLAIM = "claim"
    OWNED = "owned"


@dataclass(frozen=True, slots=True)
class Guards:
    """What ``guards.toml`` of a language lists, compiled."""

    quoted: re.Pattern[str]
    doubtful: re.Pattern[str]
    surprised: re.Pattern[str]
    asking: re.Pattern[str]
    unreal: re.Pattern[str]
    not_mine: re.Pattern[str]
    supposed: tuple[str, str]


@cache
def _guards(language: Language) -> Guards:
    table = language.table("guards")
    quoted, clause = table["quoted"], table["clause"]
    notation = Notation({"fiction": clause["fiction"]})
    labels, speakers = any_of(quoted["own_labels"]), any_of(quoted["speakers"])
    return Guards(
        re.compile(
            rf"(?m)^[ \t]*>[^\n]*|^[ \t]*rt @[^\n]*|(?m:^)(?!{labels})[a-z]{{2,12}}:[ \t][^\n]*|"
            rf'\b{speakers}:[ \t][^\n]*|"[^"\n]{{1,400}}"|«[^»\n]{{1,400}}»'
        ),
        notation.words(clause["doubtful"]),
        notation.compile(clause["surprised"]),
        notation.words(clause["asking"]),
        notation.words(clause["unreal"]),
        notation.compile(clause["not_mine"]),
        (clause["supposed"][0].lstrip(), clause["supposed"][1]),
    )


class Frame:
    """A :class:`Context` folded to lower case and plain quotation marks, with offsets unchanged."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.language = context.language
        self.folded = context.lower.translate(_CURLY)

    @classmethod
    def of(cls, context: Context) -> Frame:
        """The one frame of a piece, which several detectors share."""
        known = context.memo.get("frame")
        if not isinstance(known, cls):
            known = context.memo["frame"] = cls(context)
        return known

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in the text, with the parts of contractions ("i'm" also as "i")."""
        found = set(WORD.findall(self.folded))
        found.update([w.partition("'")[0] for w in found if "'" in w])
        return frozenset(found)

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return [m.span() for m in _guards(self.language).quoted.finditer(self.folded)]

    @cached_property
    def _ends(self) -> list[int]:
        return [m.end() for m in _BOUND.finditer(self.folded)]

    def quoted(self, at: int) -> bool:
        """True when the place is in a quotation, so somebody else may be speaking."""
        place = bisect_right(self._quoted, (at, len(self.folded) + 1)) - 1
        return place >= 0 and self._quoted[place][0] <= at < self._quoted[place][1]

    def sentence(self, at: int) -> Span:
        """The sentence around a place, by end marks and line ends alone: a writer in lower case has sentences too."""
        place = bisect_right(self._ends, at)
        start = self._ends[place - 1] if place else 0
        return Span(start, self._ends[place] if place < len(self._ends) else len(self.folded))

    def before(self, at: int) -> str:
        """The sentence up to a place, its last code points."""
        return self.folded[max(self.sentence(at).start, at - _BEFORE) : at]

    def judge(self, start: int, end: int, guard: Guard) -> Verdict:
        """Whether what stands there is the author's own, unconditional word; DOUBT is for the parser to settle."""
        if self.quoted(start):
            return Verdict.OUT
        guards, before = _guards(self.language), self.before(start)
        if guards.unreal.search(before):
            return Verdict.OUT
        if guard is Guard.OWNED:
            condition, verb = guards.supposed
            supposed = before.endswith(condition) and self.folded.startswith(verb, end)
            return Verdict.OUT if supposed or guards.not_mine.search(before) else Verdict.CLEAR
        rest = self.folded[end : self.sentence(start).end]
        if rest.rstrip().endswith("?") and guards.asking.search(before):
            return Verdict.OUT
        return Verdict.DOUBT if guards.doubtful.search(guards.surprised.sub("", before)) else Verdict.CLEAR
