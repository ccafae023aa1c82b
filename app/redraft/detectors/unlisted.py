"""Names and places on no list: capitalised words that are no English words, where the words around them say what they are."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need, identifier, opens_sentence
from redraft.detectors.vocabulary import known_word
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_ODD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*[^\W\d_A-ZÀ-ÖØ-Þ](?:[-’'][^\W\d_]+)*"
_RUN = rf"({_ODD}(?: {_ODD}){{0,2}})"
_BEFORE_PLACE = re.compile(
    r"(?i)(?:^|[\s(])(?:in|at|from|near|to|around|outside|visiting|visit|visited|leaving|left|via|towards?|into|of|north of|south of|east of|west of|downtown|greater|upstate)[ ]$"
)
_BEFORE_NAME = re.compile(
    r"(?i)(?:^|[\s(“\"*_#>])(?:thanks|thank you|thx|cheers|hi|hey|hello|dear|meet|miss|love|bless|rip|with|by|for|and|&|to|ask|told|tell|met|know|knew|married|marry|named|called|call|remember|congrats|welcome|bye|goodnight|night|morning|happy birthday|little|baby|poor|sweet|our|my|from),?[ ]$"
)
_VERB_AFTER = re.compile(
    r"(?:['’]s (?:birthday|mum|mom|dad|house|place|wedding|school|teacher|funeral|class|friend|boyfriend|girlfriend|wife|husband|sister|brother|first|smile)|"
    r" (?:is|was|has|had|got|gets|said|says|made|makes|loves|loved|hates|just|turned|turns|started|starts|came|comes|went|goes|will|can|and (?:I|me|my)|and the (?:kids|boys|girls)|wants|wanted|told|asked|gave|took|keeps|kept|thinks|thought|still|never|always|finally|moved|lives|works|passed|died|left|called|helped|taught|lost|won|ran|plays|played|sang|snores|cried|laughed|looks|looked|needs|here)\b)"
)
_VOCATIVE = re.compile(r"(?: ?[,!:]|[.?]*\s*$)")
_SIGNED = re.compile(
    r"(?:^|\n|[.!?] )[ \t]*(?:[-–—~][ ]?|(?:regards|cheers|thanks|love|best|yours|sincerely|xx?|xo),?\s{1,3})$", re.I
)

_BROKEN = re.compile(r"[ÂÃÄâ][\u0080-¿ôúùîìí]|[a-zß-ÿ][A-Z]")
"""Letters that were once read in another encoding, and capitals in the middle, which makers of brands like."""


class Unlisted:
    """Proper names that neither a list nor spaCy knows."""

    name = "unlisted"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """What stands after a preposition of place is a place, what acts, is greeted or thanked is a person."""
        text = context.text
        for m in _run().finditer(text):
            if any(known_word(part, context.language) for part in m[1].split()) or _BROKEN.search(m[1]):
                continue
            before = text[max(0, m.start() - 16) : m.start()]
            opens = opens_sentence(text, m.start())
            if not opens and _BEFORE_PLACE.search(before) and not _VERB_AFTER.match(text, m.end()):
                yield identifier(
                    context, m.start(), m.end(), Attribute.PLACE, "place", 0.54, Message("form.unlisted_place")
                )
            elif (
                _VERB_AFTER.match(text, m.end())
                or (not opens and _BEFORE_NAME.search(before))
                or ((opens or _SIGNED.search(before)) and _VOCATIVE.match(text, m.end()))
            ):
                yield identifier(
                    context, m.start(), m.end(), Attribute.NAME, "name", 0.54, Message("form.unlisted_person")
                )


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#./&’'-]){_RUN}(?![\w@&]|[./]\w)")
