"""The words that Google puts before what somebody asked, in the language of their account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ASKED = ("Prompted", "Branched", "Answered", "Asked Gemini:", "Asked:", "Said", "Eingegebener Prompt:")
"""Known from real exports; other languages are learnt from the file."""
DONE = ("Created ", "Added ", "Used ", "Gave feedback", "Selected preferred draft")
"""What else somebody does there, in English; none of it is their own words."""
_LEAST, _MOST_WORDS = 5, 4
_SHARE, _SURE = 0.6, 0.9
_GAP = re.compile(r"[\s\xa0:\uff1a]+")


@dataclass(frozen=True, slots=True)
class Verbs:
    """What stands before a question in one file; ``learnt`` is empty where the known ones do or there is none."""

    learnt: tuple[str, ...] = ()

    @classmethod
    def of(cls, lines: Sequence[str]) -> Verbs:
        """Learn from lines with an answer: words that most of them begin with were not typed each time.

        A beginning grows by a word only while nearly all that begin so go on so, since people do repeat themselves.
        """
        unknown = [line.replace("\xa0", " ") for line in lines if not _known(line)]
        if len(unknown) < _LEAST:
            return cls()
        best, least = "", _SHARE * len(unknown)
        for words in range(1, _MOST_WORDS + 1):
            starts = Counter(start for line in unknown if (start := _first(line, words)).startswith(best))
            start, count = starts.most_common(1)[0] if starts else ("", 0)
            if not start or start == best or count < max(least, _LEAST):
                break
            best, least = start, _SURE * count
            if best.rstrip().endswith((":", "\uff1a")):
                break
        return cls((best,) if best else ())

    def asked(self, line: str, *, answered: bool) -> str | None:
        """The question without the verb before it; None for an entry that is no question."""
        line = line.replace("\xa0", " ").strip()
        for verb in (*self.learnt, *ASKED):
            start = verb.strip()
            if line.startswith(start) and (len(line) == len(start) or start[-1] == ":" or line[len(start)] in " :?"):
                return line[len(start) :].lstrip(" :")
        if any(line.startswith(done) for done in DONE) or not answered or self.learnt:
            return None
        return line


def _known(line: str) -> bool:
    return line.startswith((*ASKED, *DONE))


def _first(line: str, words: int) -> str:
    """A line up to and with the gap behind so many words; empty when it has no more."""
    end = 0
    for _ in range(words):
        found = _GAP.search(line, end)
        if found is None:
            return ""
        end = found.end()
    return line[:end]
