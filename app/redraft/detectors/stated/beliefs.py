"""Rules for religion, politics, ethnicity, orientation and trade unions, as the author states them."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, I, Rule, Value, rule
from redraft.domain.attributes import Attribute
from redraft.domain.message import Message

_WHY = {
    Attribute.RELIGION: Message("stated.believes"),
    Attribute.POLITICS: Message("stated.stands"),
    Attribute.ETHNICITY: Message("stated.belongs_sensitive"),
    Attribute.ORIENTATION: Message("stated.loves"),
}
_FOOD = r"(?!\s+(?:food|restaurant|cuisine|literature|music|history|movie|film|class|teacher|language|lit|major|department|market|sauce|cheese|student|studies|with|about|estimate|side|amount|guess|driver|tourist|in\s+my\s+(?:spending|estimate)))"
_STATES = "black white pan bi gay straight conservative liberal"


def _belief(attribute: Attribute) -> list[Rule]:
    known = {p: dict(v)[attribute.value] for p, v in lexicon.beliefs().items() if attribute.value in dict(v)}
    phrase = lexicon.alternation(list(known))

    def value(match: re.Match[str], frame: Frame) -> Value:
        return known.get(" ".join(match["b"].split()))

    triggers = " ".join({p.split()[0].split("-")[0].split("'")[0] for p in known} | {p for p in known if " " not in p})
    why, proud = (
        _WHY[attribute],
        r"(?:(?:proud|practicing|practising|devout|lifelong|lapsed|strict|cultural|openly|born|fellow|moderate|registered|half|part|first-generation|second-generation|1st\s+gen|2nd\s+gen|staunch)\s+){0,2}",
    )
    nouns = r"(?:\s+(?:guy|man|woman|girl|dude|person|male|female|mom|dad|immigrant|citizen|american|expat|kid|teen|student|nurse|doctor))?"
    found = [
        rule(attribute, triggers, rf"{I_AM}an?\s+[a-z-]+\s+and\s+an?\s+{proud}(?P<b>{phrase})(?![\w'-]){_FOOD}", value, 0.88, why),
        rule(attribute, triggers, rf"(?:{I_AM}|{WE_ARE})(?:an?\s+)?{proud}(?P<b>{phrase})(?![\w'-]){_FOOD}", value, 0.9, why),
        rule(attribute, triggers, rf"(?:{OPEN}|(?<=[,(]\s)|(?<=speaking\s))(?:as\s+an?\s+){proud}(?P<b>{phrase})(?![\w'-]){_FOOD}{nouns}(?=\s*(?:[,.!?…;:)(—–\n-]|$|i\b|who\b|in\b|myself\b|here\b))", value, 0.9, why),
        rule(attribute, triggers, rf"{OPEN}{proud}(?P<b>{phrase}){nouns}\s+here\b(?=\s*(?:[,.!?…;:)(—–\n-]|$))", value, 0.92, why),
    ]  # fmt: skip
    if attribute is Attribute.ORIENTATION:
        found.append(rule(attribute, triggers, rf"(?<![\w'])i(?:'ve|\s+have)?\s+(?:just\s+|recently\s+|finally\s+)?(?:came|come|coming)\s+out\s+as\s+(?:an?\s+)?(?P<b>{phrase})(?![\w'-])", value, 0.92, why))  # fmt: skip
    if attribute in {Attribute.RELIGION, Attribute.ETHNICITY}:
        found.append(rule(attribute, triggers, rf"(?:(?<![\w'])i\s+(?:was\s+)?(?:grew\s+up|was\s+raised|raised)|{OPEN}raised|(?<!in\s){MY}(?:family\s+is|parents\s+are))\s+(?:an?\s+|in\s+an?\s+)?{proud}(?P<b>{phrase})(?![\w'-])(?:\s+(?:family|household|home))?", value, 0.78, why))  # fmt: skip
    return found


RULES: tuple[Rule, ...] = (
    *_belief(Attribute.RELIGION),
    *_belief(Attribute.POLITICS),
    *_belief(Attribute.ETHNICITY),
    *_belief(Attribute.ORIENTATION),
    rule(Attribute.RELIGION, "church mosque synagogue temple mass parish bible pray rosary ramadan", rf"{MY}(?:local\s+|home\s+)?(?P<w>church|mosque|synagogue|parish|rabbi|imam|bible\s+(?:study|group))\b", lambda m, f: {"church": "Christian", "parish": "Christian", "bible": "Christian", "mosque": "Muslim", "imam": "Muslim"}.get(m["w"].split()[0], "Jewish"), 0.75, Message("stated.belongs_religion"), guard=Guard.OWNED),
    rule(Attribute.RELIGION, "ramadan lent shabbat shabbos", rf"(?:{I}|{WE_ARE}|{I_AM}|(?<![\w'])we\s+)(?:fast|fasting|observe|observing|keep|keeping|celebrate|celebrating)\s+(?:during\s+|for\s+)?(?P<w>ramadan|lent|shabbat|shabbos|yom\s+kippur|eid|diwali)\b", lambda m, f: {"ramadan": "Muslim", "eid": "Muslim", "lent": "Christian", "diwali": "Hindu"}.get(m["w"], "Jewish"), 0.85, Message("stated.keeps_religion")),
    rule(Attribute.POLITICS, "voted vote voting", rf"(?:{I}(?:always\s+)?(?:voted|vote|campaigned|canvassed)|{I_AM}voting)\s+(?:for\s+)?(?P<w>republican|democrat|democratic|labour|tory|conservative|green|trump|biden|harris|obama|clinton|bernie|sanders|brexit|remain|leave|reform|snp|lib\s?dem|the\s+greens|afd|spd|cdu)\b", lambda m, f: f"voted {m['w']}", 0.92, Message("stated.votes")),
    rule(Attribute.UNION, "union", rf"(?:{I_AM}(?:in|part\s+of|an?\s+member\s+of)\s+(?:a|the|my)\s+(?:\w+\s+)?union|{I_AM}an?\s+(?:proud\s+)?(?:union|trade\s+union)\s+(?:member|rep|steward|man|organi[sz]er)|{MY}(?:trade\s+|local\s+)?union\s+(?:rep|dues|steward|meeting|card|local)|(?<![\w'])(?:i|we)\s+(?:just\s+)?(?:joined\s+(?:the|a|our|my)\s+(?:\w+\s+)?union|unionized|unionised))\b(?!\s+(?:square|station|jack))", "member of a trade union", 0.88, Message("stated.union")),
)  # fmt: skip
