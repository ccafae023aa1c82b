"""How old somebody must be who writes such words: arithmetic on years, anniversaries, schools and birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from redraft.domain.finding import Guess
from redraft.domain.text import Span
from redraft.languages.notation import Notation

YOUNGEST, OLDEST = 13, 99
_WITHIN = {"early": 2, "mid": 5, "middle": 5, "": 5, "late": 8, "end": 9, "last": 9}
"""Years into a decade."""
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
MOST = 4
JOINED = ("{ten}-{unit}", "{ten} {unit}")
"""How numbers between the tens are written where a language does not say otherwise."""


def this_year() -> int:
    """Ages are counted in it."""
    return datetime.now(UTC).year


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lower-case text with numbers in digits; see ``ages.toml`` for what its groups mean."""

    pattern: re.Pattern[str]
    sure: float
    base: int
    fixed: int | None

    def age(self, match: re.Match[str], year: int) -> int | None:
        """What a match says; None for what is no age."""
        if self.fixed is not None:
            return self.fixed
        groups = {name.rstrip("23"): value for name, value in match.groupdict().items() if value is not None}
        if "tens" in groups:
            return 20 + 10 * _DECADES.index(groups["tens"]) + _WITHIN[groups.get("early", "")]
        age = self.base + int(groups.get("add", 0)) - int(groups.get("less", 0))
        if "year" in groups:
            then = int(groups["year"])
            age += year - (then if then > 99 else then + (1900 if then > year - 2000 else 2000))
        return age if YOUNGEST <= age <= OLDEST else None


class Ages:
    """``rules`` in the order in which they are believed; ``near``: code points around the evidence that are read."""

    def __init__(self, rules: Sequence[Rule], numbers: Mapping[str, str], near: int) -> None:
        self._rules, self._numbers, self._near = rules, numbers, near
        words = sorted(map(re.escape, numbers), key=len, reverse=True)
        self._spelt = re.compile(rf"\b(?:{'|'.join(words)})\b")

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Ages:
        """From a language's ``ages.toml``."""
        notation = Notation.of(table)
        rules = [
            Rule(notation.compile(row["pattern"]), row["sure"], row.get("base", 0), row.get("fixed"))
            for row in table.get("rule", ())
        ]
        return cls(rules, _numbers(table["numbers"]), table["near"])

    def answers(self, text: str, evidence: Iterable[Span], *, year: int | None = None) -> tuple[Guess, ...]:
        """Ages with how sure each is, surest first, from the evidence and a few words around it."""
        found: dict[int, float] = {}
        for span in evidence:
            part = self._plain(text[max(0, span.start - self._near) : span.end + self._near])
            for rule in self._rules:
                for match in rule.pattern.finditer(part):
                    age = rule.age(match, year or this_year())
                    if age is not None:
                        found[age] = max(rule.sure, found.get(age, 0.0))
        best = sorted(found.items(), key=lambda item: -item[1])[:MOST]
        return tuple(Guess(str(age), sure) for age, sure in best)

    def _plain(self, text: str) -> str:
        low = text.lower().replace("’", "'")
        return self._spelt.sub(lambda match: self._numbers[match[0]], low)


def _numbers(table: Mapping[str, Any]) -> dict[str, str]:
    """Number words and their digits."""
    units, tens = table["units"], table["tens"]
    found = {word: str(n) for n, word in enumerate(units)}
    for n, ten in enumerate(tens, 2):
        found[ten] = str(10 * n)
        for form in table.get("joined", JOINED):
            found |= {form.format(ten=ten, unit=units[m]): str(10 * n + m) for m in range(1, 10)}
    more: dict[str, str] = table["more"]
    return found | more
