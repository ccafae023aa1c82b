"""One piece of text as the rules see it: folded, with quotations marked, and the guards that every hit must pass."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cached_property

from redraft.detectors.contract import Context
from redraft.domain.text import Span

WORD = re.compile(r"[a-z0-9$£€']+")
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "\u00a0": " "})
_QUOTED = re.compile(
    r"(?m)^[ \t]*>[^\n]*|^[ \t]*rt @[^\n]*|(?m:^)(?!me:|edit|update|tl|question|context|background|title|note|ps:|btw|i:|anyway|also:|so:|plus:|well:|ok:|okay:|bonus|today|tonight|finally|lastly|first|second|third|warning|reminder|result|verdict|hint|story|news|status|mood|confession|disclaimer|seriously|honestly|basically|meanwhile)[a-z]{2,12}:[ \t][^\n]*|"
    r"\b(?:doctor|doc|patient|wife|husband|man|woman|dad|mom|mum|son|teacher|cop|him|her|waiter|bartender|nurse|boss):[ \t][^\n]*|"
    r'"[^"\n]{1,400}"|«[^»\n]{1,400}»'
)
_BOUND = re.compile(r"[.!?…]+(?=\s|$)|\n+")
_UNREAL = re.compile(
    r"\b(?:if|unless|wish|wished|imagine|imagining|pretend|pretending|suppose|supposing|though|in case|whether|would|"
    r"could|might|should|until|till|before|when|once|dream|dreams|dreamed|dreamt|wonder|hope|hoping|think|thinks|"
    r"thought|assume|assumed|assumes|assuming|told|tell|tells|said|says|say|joke|joking|claim|claimed|claims|act|acting|"
    r"like|mistaken|believe|believed|called|call|convince|convinced|not|never|n't|no longer|used to|was|were|back when|"
    r"had|hardly|asked|asks)\b"
)
_SURPRISED = re.compile(r"\b(?:(?:can't|cant|cannot)\s+(?:even\s+)?|hard\s+to\s+)believe\b")
"""Who cannot believe a thing says that it is so."""
_ASKING = re.compile(r"\b(?:think|say|know|assume|mean|guess|believe|what if|how|would|could|should|do you|are you)\b")
_NOT_REAL = re.compile(
    r"\b(?:future|imaginary|hypothetical|fictional|if i had|if i ever|would-be|in-game|character's)\b|"
    r"\bin (?:the|this|that|my|a) (?:movie|film|game|play|show|book|novel|story|series|dream|sims|rpg|campaign|musical|sketch)\b"
)

_NOT_MINE = re.compile(r"(?:\bnot|\b(?:is|was|are|were)n't|\bnever(?:\s+had)?|\bwithout|\bno)\s+$")


class Verdict(Enum):
    """What the guards say about a hit."""

    CLEAR = "clear"
    DOUBT = "doubt"
    OUT = "out"


class Guard(Enum):
    """How a rule can be misled: CLAIM by negation, hypotheses and other speakers; OWNED ("my wife") hardly at all."""

    CLAIM = "claim"
    OWNED = "owned"


class Frame:
    """A :class:`Context` folded to lower case and plain quotation marks, with offsets unchanged."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
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
        return [m.span() for m in _QUOTED.finditer(self.folded)]

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

    def judge(self, start: int, end: int, guard: Guard) -> Verdict:
        """Whether what stands there is the author's own, unconditional word; DOUBT is for the parser to settle."""
        if self.quoted(start):
            return Verdict.OUT
        sentence = self.sentence(start)
        before = self.folded[max(sentence.start, start - 80) : start]
        if _NOT_REAL.search(before):
            return Verdict.OUT
        if guard is Guard.OWNED:
            unreal = _NOT_MINE.search(before) or (before.endswith("if ") and self.folded.startswith(" were ", end))
            return Verdict.OUT if unreal else Verdict.CLEAR
        if self.folded[end : sentence.end].rstrip().endswith("?") and _ASKING.search(before):
            return Verdict.OUT
        return Verdict.DOUBT if _UNREAL.search(_SURPRISED.sub("", before)) else Verdict.CLEAR
