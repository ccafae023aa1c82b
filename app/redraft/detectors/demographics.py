"""What kind of person: nationality, religion, marriage, children, degrees, standing; work is in ``trades``."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier, words_of
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding
from redraft.domain.message import Message

_SMALL = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twins?)"
_ADJECTIVE = r"(?:(?:amazing|lovely|awesome|beautiful|wonderful|little|young|small|adorable|grown|adult|crazy|great|energetic|fantastic|sweet|precious|teenage|minor|own|school-age) )"
_CHILD = r"(?:kids?|kiddos?|children|child|sons?|daughters?|boys|girls|babies|little ones?|toddlers?|teens?|teenagers?|legends|munchkins|grandkids|grandchildren)"
_PARENT = r"(?:mom|mum|mother|dad|father|parent|mama|papa|mummy|daddy|grandma|grandpa|grandmother|grandfather)"
_FAMILY = re.compile(
    rf"(?i)\b(?:(?:single|working|proud|busy) ?){{0,2}}{_PARENT}[ -]?(?:of|to)[ -]?{_SMALL}(?: {_ADJECTIVE}{{0,2}}{_CHILD})?\b"
    rf"|\b{_SMALL} {_ADJECTIVE}{{0,2}}{_CHILD}\b|\b(?:the|my|our) (?:{_ADJECTIVE})?(?:kids|kiddos|children|little one)\b|\b(?:single|stay[- ]at[- ]home) ?{_PARENT}\b|\bas an? {_PARENT}\b"
)
_FAMILY_WORDS = frozenset(
    "kid|kids|kiddo|kiddos|children|child|son|sons|daughter|daughters|boys|girls|babies|one|ones|toddler|toddlers|teen|teens|teenager|teenagers|legends|munchkins|grandkids|"
    "grandchildren|mom|mum|mother|dad|father|parent|mama|papa|mummy|daddy|grandma|grandpa|grandmother|grandfather|mom-of|dad-of".split(
        "|"
    )
)
_MARITAL = re.compile(
    r"(?i)\b(?:married(?! to each)|un-?married|divorced(?: life)?|divorcee?|widow(?:ed|er)?|engaged to|single (?:mom|mum|dad|mother|father|parent|man|woman|guy|girl)|parenting|"
    r"fianc[eé]e?|newly-?weds?|cohabit\w+|civil partnership|orphan(?:ed)?|pregnant|separated (?=dad|mum|mom|father|mother|parent|man|woman)|(?<=recently )separated|(?<=legally )separated|(?<=am )separated|(?<=i'm )separated|(?<=are )separated(?= from (?:my|his|her))|twins|triplets|(?:step|great-grand|grand|foster |adopted |god)(?:son|daughter|child|children|kids|mother|father|mum|mom|dad|parents))\b"
)
_TAG = re.compile(
    r"#(?:(?i:single|proud|working|busy|boy|girl|new|soon)(?:To)?|(?:[A-Z][a-z]{2,9}){1,2})?(?:Be)?((?:Mom|Mum|Dad|Mother|Father|Parent|Teacher|Nurse|Engineer|Doctor|Student|Married|Single|Divorced|Widow|Office)[A-Za-z]*?)(?=Life|Diary|Diaries|Problems|Goals|Of\d|\b)"
)
_DEGREE = re.compile(
    r"\b(?:Ph\.? ?D\.?|M\.?B\.?A|B\.?Sc|M\.?Sc|LL\.?[BM]|MD|RN|LPN|CPA|EMT|BA|BEng|MEng|Esq)(?![\w])|(?i:\b(?:bachelor|master)['’]s(?: degree)?\b|\b(?:postdoc|postgraduate|undergraduate|doctoral)(?: student)?\b|\b(?:university|college|school|law|medical|doctorate|primary|high[- ]school) (?:student|graduate|degree|dropout)\b)"
)
_WORKPLACE = re.compile(
    r"(?i)\b(?:clinic|office job|law firm|freelance|self-employed|unemployed|retired|conscientious objector|asylum[- ]seeker|refugee|immigrant|stateless|illiterate|(?:non[-‑ ])?commissioned officer|civil servant)\b"
)
_ENDING = re.compile(
    r"\b(?:North(?:ern)? |South(?:ern)? |East(?:ern)? |West(?:ern)? |Greek[- ]|Turkish[- ]|African[- ]|Asian[- ])?([A-Z][a-z]{2,14})\b(?: (?:nationals?|citizens?|origin|descent|nationality|passport|extraction|community|minority|people|tribe|orthodox|Jews?|Muslims?|Christians?))?"
)

_MARITAL_WORDS = (
    words_of(_MARITAL.pattern)
    | frozenset(
        f"{a}{b}"
        for a in ("step", "grand", "god")
        for b in "son|daughter|child|children|kids|mother|father|mum|mom|dad|parents".split("|")
    )
    | frozenset(
        "fiance|fiancé|fiancee|fiancée|newlywed|newlyweds|widow|widowed|widower|orphan|orphaned|divorced|divorce|divorcee|cohabiting|cohabitation|cohabited|cohabit|great|foster|adopted".split(
            "|"
        )
    )
)
_DEGREE_WORDS = words_of(_DEGREE.pattern) | frozenset(
    "phd|ph|mba|bsc|msc|llb|llm|md|rn|lpn|cpa|emt|ba|beng|meng|esq|b|m".split("|")
) - {"student", "graduate"}
_STANDING_WORDS = words_of(_WORKPLACE.pattern) - {"office", "law", "job", "officer", "self", "non", "civil"} | {
    "self",
    "job",
    "firm",
    "servant",
    "officer",
}


class Demographics:
    """Attributes that many share and that, put together, few do."""

    name = "demographics"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """Words of each family; no attempt to tell whose they are, which is the stated facts' work."""
        text = context.text
        known = context.words
        for m in _FAMILY.finditer(text) if known & _FAMILY_WORDS or "#" in text else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.FAMILY, "family", 0.6, Message("form.how_many_children")
            )
        for m in _MARITAL.finditer(text) if context.any_of(_MARITAL_WORDS) else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.RELATIONSHIP, "marital", 0.7, Message("form.marriage")
            )
        if "#" in text:
            for m in _TAG.finditer(text):
                yield identifier(
                    context, m.start(1), m.end(1), Attribute.FAMILY, "hashtag", 0.6, Message("form.hashtag")
                )
        for m in _DEGREE.finditer(text) if context.any_of(_DEGREE_WORDS) else ():
            yield identifier(context, m.start(), m.end(), Attribute.EDUCATION, "degree", 0.6, Message("form.degree"))
        for m in _WORKPLACE.finditer(text) if context.any_of(_STANDING_WORDS) else ():
            yield identifier(
                context, m.start(), m.end(), Attribute.OCCUPATION, "status", 0.55, Message("form.standing")
            )
        demonyms = context.language.words("demonyms")
        for m in _ENDING.finditer(text) if known & demonyms else ():
            if m[1].lower() in demonyms:
                yield identifier(
                    context, m.start(), m.end(), Attribute.ETHNICITY, "nationality", 0.6, Message("form.people")
                )
