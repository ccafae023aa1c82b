"""Organisations by the words they are called with; spaCy's are in ``entities``."""

# Tables of patterns read best one family a line.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from redraft.detectors.contract import Context, Need, identifier
from redraft.domain.attributes import Attribute
from redraft.domain.finding import Finding

_W = r"[^\W\d_a-zß-öø-ÿ][\w’'&./‑-]{0,24}"
_LINK = r"(?:of|for|and|the|on|in|&|de|des|du|der|für|di|von|at)"
_HEAD = (
    r"(?:Court|Tribunal|University|College|School|Academy|Institute|Hospital|Clinic|Prison|Ministry|Office|Department|Directorate|Commission|Committee|Council|Authority|Agency|"
    r"Bank|Company|Corporation|Group|Association|Society|Union|Party|Foundation|Federation|Church|Mosque|Police|Branch|Bureau|Board|Service|Services|Fund|Registry|Municipality|"
    r"Command|Commandership|Centre|Center|Chamber|Embassy|Newspaper|Magazine|Restaurant|Hotel|Airport|Station|Theatre|Museum|Library|Parliament|Senate|Army|Brigade|Division|Barracks|"
    r"Inspectorate|Institution|Headquarters|Secretariat|Prosecutor[’']?s? Office|Bar|Cooperative|Co-operative|Studio|Studios|Solutions|Systems|Technologies|Labs|Industries|Partners|Gazette|Junction|Club|Team)"
)
_NAMED = re.compile(
    rf"\b(?:{_W} ){{1,6}}{_HEAD}\b(?:(?: {_LINK}){{1,2}}(?: {_W}){{1,4}}){{0,2}}(?: No\.? ?\d{{1,3}})?(?:[’']s\b)?(?: \([^()\n]{{3,60}}\))?"
)
_OF = re.compile(
    rf"\b(?:{_W} ){{0,3}}{_HEAD} (?:of|for)(?: the)?(?: {_W}){{1,4}}(?:(?: {_LINK}){{1,2}}(?: {_W}){{1,3}}){{0,2}}"
)
_FORM = re.compile(
    rf"\b{_W}(?: (?:(?:and|&) )?{_W}){{0,4}},? (?:Ltd|Limited|LLC|LLP|Inc|Corp|Co|plc|PLC|GmbH|AG|KG|OHG|AB|AS|A/S|Oy|BV|B\.V|NV|N\.V|SA|S\.A|SARL|SpA|S\.p\.A|S\.r\.l|Srl|sp\. z o\.o|a\.s|s\.r\.o|d\.o\.o|Kft|Pty|Pvt)\b\.?"
)
_AT = re.compile(
    rf"\b(?:(?:work(?:ing|ed|s)?|job|shift|project|career|journey|employed|intern(?:ing|ed|ship)?|dinner|lunch|brunch|coffee|team|years|papers|research|stud(?:y|ying|ied)) (?:\w+ ){{0,3}}?(?:at|for|with)) ({_W}(?: (?:(?:and|&) )?{_W}){{0,4}})"
)
_GENERIC = re.compile(
    r"(?:The )?(?:Supreme|Constitutional|District|Regional|High|Federal|Administrative|Appeal|First|Civil|Criminal|County|European|State|Labour|Social|Military|Grand|Public|National|Central|Security|"
    r"Principal|Chief|Prosecutor[’']?s?|Commercial|Family|Magistrates?[’']?|Crown|Assize|Martial|Juvenile|Court|Courts|Government|Parliament|Convention|Article|Section|Chamber|Office|Council|Commission|Committee|"
    r"Human|Rights|Ministry|Minister|Justice|Foreign|Affairs|Interior|Defence|Finance|Health|Education|Agriculture|International|Department|General|Directorate|Authority|Delegate|Municipalities|Member|States?|Governor|Union|Community|Communities|Fourth|Third|Fifth|Second|of|the|for|and|Appeals?|Cassation|Instance|Penal|Code|Act|Law|Registry)(?: |[’']s|$)"
)


class Organisations:
    """Courts, firms, schools, offices, clubs by name."""

    name = "organisations"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """A name made only of words that every such body has, such as “Supreme Court”, singles nobody out."""
        text = context.text
        for pattern, group, score, why in (
            (_FORM, 0, 0.93, "the form of a company ends the name"),
            (_NAMED, 0, 0.72, "the name of an institution"),
            (_OF, 0, 0.71, "the name of an institution"),
            (_AT, 1, 0.7, "somebody works, studies or eats there"),
        ):
            for m in pattern.finditer(text):
                score_here = 0.3 if generic(m.group(group)) else score
                yield identifier(
                    context, m.start(group), m.end(group), Attribute.ORGANISATION, "organisation", score_here, why
                )


def generic(name: str) -> bool:
    """True when every word of a name is one that such bodies share."""
    if re.fullmatch(r"(?:the |The )?Governments?", name) or name.startswith(("Republic of", "FACTS")):
        return True
    return not re.sub(r"\s+", " ", _GENERIC.sub("", name)).strip(" ’'s.")
