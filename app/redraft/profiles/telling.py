"""How much a post seems to say about its author, from its words alone: what decides where the model looks."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from redraft.domain.archive import Post
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Basis, Finding, Subject
from redraft.domain.finding import Source as Tier

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PERSONAL = frozenset(
    ["i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll", "my", "me", "mine", "myself", "we", "our", "us"]
)
IMPERSONAL = 0.4
"""What a cue counts in a post that has no word for its author."""
USUAL = 0.05
"""The share of posts from which on a word says nothing."""
PRIOR_POSTS = 1_000
"""Posts of others that are imagined, one of which has the word: in a small archive no word has been seen often."""
LONG_WORD, FEW_WORDS = 4, 6
"""Letters from which a word counts for novelty, and words below which a post is too short to be novel."""
NOVELTY = 0.75
"""What novelty counts for the choice beside one rare cue: unusual words say that there is something to be read."""
REMEMBERED = 200_000
"""Words counted at a time; beyond it the rarer half is forgotten, which only makes a rare word look rare."""
STATEMENT, MENTION = 3.0, 0.6
"""What a statement about the author and a mere mention count, in the same unit: one rare cue counts about 1."""
_ATTRIBUTES = frozenset(attribute.value for attribute in Attribute)
_MENTIONED_FOR = {
    Attribute.PLACE: (Attribute.LOCATION, Attribute.BIRTHPLACE),
    Attribute.ORGANISATION: (Attribute.EMPLOYER, Attribute.SCHOOL, Attribute.OCCUPATION),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What speaks in a post: its long words, those that are cues, what the fast tier adds, and whether it says I."""

    words: tuple[str, ...]
    cues: tuple[str, ...]
    found: tuple[tuple[Attribute, float], ...]
    personal: bool


class Telling:
    """Weighs posts by cue words, each the more the rarer it is in this archive. Feed it every post once."""

    def __init__(self, words: dict[str, Any]) -> None:
        plain: dict[str, set[Attribute]] = {}
        stems: dict[str, set[Attribute]] = {}
        for name, said in _by_attribute(words):
            for word in said.split():
                table = stems if word.endswith("*") else plain
                table.setdefault(word.rstrip("*"), set()).add(Attribute(name))
        self._plain, self._stems = plain, stems
        self._lengths = sorted({len(stem) for stem in stems})
        self._known: dict[str, tuple[Attribute, ...]] = {}
        self._seen: Counter[str] = Counter()
        self.posts = 0

    @classmethod
    def load(cls, path: Path) -> Telling:
        """Read a language's ``prompts/cues.json``: words by attribute; a star stands for any ending."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def look(self, post: Post, findings: Iterable[Finding]) -> Look:
        """Take a post in; its words count towards what is usual in this archive."""
        words = _WORD.findall(post.text.lower())
        distinct = dict.fromkeys(words)
        distinct.update(dict.fromkeys(f"{a}-{b}" for a, b in itertools.pairwise(words) if self._paired(a, b)))
        cues = tuple(word for word in distinct if self._about(word))
        long = tuple(word for word in distinct if len(word) >= LONG_WORD or word in cues)
        self._seen.update(long)
        if len(self._seen) > REMEMBERED:
            self._seen = Counter(dict(self._seen.most_common(REMEMBERED // 2)))
        self.posts += 1
        return Look(long, cues, _from_fast_tier(findings), not _PERSONAL.isdisjoint(distinct))

    def novelty(self, look: Look) -> float:
        """The mean rarity of a post's words, in the unit of :meth:`worth`."""
        factor = NOVELTY if look.personal else NOVELTY * IMPERSONAL
        return factor * sum(map(self._rarity, look.words)) / max(FEW_WORDS, len(look.words))

    def worth(self, look: Look) -> dict[Attribute, float]:
        """What a post promises for each attribute; nothing for those it does not touch."""
        worth: dict[Attribute, float] = {}
        factor = 1.0 if look.personal else IMPERSONAL
        for word in look.cues:
            rarity = factor * self._rarity(word)
            for attribute in self._about(word):
                worth[attribute] = worth.get(attribute, 0.0) + rarity
        for attribute, weight in look.found:
            worth[attribute] = worth.get(attribute, 0.0) + weight
        return worth

    def _rarity(self, word: str) -> float:
        """1 for a word in one of 1,000 posts, 0 for one in twenty or more: said so often, it is merely their topic."""
        share = (self._seen[word] + 1.0) / (self.posts + PRIOR_POSTS)
        return min(1.5, max(0.0, -log(share / USUAL) / log(1000 * USUAL)))

    def _paired(self, first: str, second: str) -> bool:
        return f"{first}-{second}" in self._plain

    def _about(self, word: str) -> tuple[Attribute, ...]:
        known = self._known.get(word)
        if known is None:
            found = set(self._plain.get(word, ()))
            for length in self._lengths:
                if length > len(word):
                    break
                found |= self._stems.get(word[:length], set())
            known = tuple(sorted(found))
            if known or len(self._known) < 1 << 17:
                self._known[word] = known
        return known


def _by_attribute(words: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """(attribute, words) for each list; what is no attribute serves the attacker alone."""
    for name, said in words.items():
        if name == "values":
            for attribute, by_value in said.items():
                yield from ((attribute, more) for more in by_value.values())
        elif name in _ATTRIBUTES:
            yield name, said


def _from_fast_tier(findings: Iterable[Finding]) -> tuple[tuple[Attribute, float], ...]:
    found: dict[Attribute, float] = {}
    for finding in findings:
        if finding.subject is not Subject.AUTHOR:
            continue
        stated = finding.source is Tier.STATED and finding.basis is Basis.STATED
        targets: Sequence[Attribute] = _MENTIONED_FOR.get(finding.attribute, (finding.attribute,))
        for attribute in targets:
            weight = STATEMENT if stated else MENTION
            found[attribute] = max(found.get(attribute, 0.0), weight)
    return tuple(found.items())
