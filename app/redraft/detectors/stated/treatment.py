"""Rules for health as told by a diagnosis, a medicine or time spent sober, where no illness of the list is named."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, I, Rule, Value, rule
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.message import Message

_UNTIL = re.compile(
    r"\s+(?:in|at|when|last|this|back|and|but|as|two|three|a|\d+|since|after|by|for|while|so|recently|today|yesterday|which|with|on|now|from|because|years?|months?|weeks?)\b.*"
)
_VAGUE = frozenset(
    [
        "it",
        "this",
        "that",
        "something",
        "nothing",
        "anything",
        "everything",
        "the",
        "a",
        "an",
        "some",
        "being",
        "having",
        "all",
        "what",
        "that's",
        "severe",
        "type",
        "stage",
        "chronic",
    ]
)


def _diagnosis(match: re.Match[str], frame: Frame) -> Value:
    """What was diagnosed, in the author's words; names of the list are the health detector's."""
    start = match.start("c")
    said = _UNTIL.sub("", match["c"]).strip()
    words = said.split()
    if (
        not words
        or words[0] in _VAGUE
        or any(
            " ".join(words[i:j]) in lexicon.conditions()
            for i in range(len(words))
            for j in range(i + 1, len(words) + 1)
        )
    ):
        return None
    return frame.text[start : start + len(said)], 0.86, start + len(said)


_FOR_LONG = r"(?:for\s+)?(?:(?:over|almost|nearly|about)\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a|many|several)\+?\s+(?:days?|weeks?|months?|years?)"
TOLD = [
    rule(Attribute.HEALTH, "diagnosed", rf"(?:(?<![\w'])(?:i\s+(?:was|got|am|have\s+been)|i've\s+been|i'm|me\s+being|being)\s+(?:just\s+|recently\s+|finally\s+|newly\s+|later\s+)?|{OPEN}(?:just\s+|recently\s+|finally\s+|newly\s+|got\s+|officially\s+)?)diagnosed\s+(?:with|as)\s+(?:an?\s+)?(?P<c>[a-z][\w'-]*(?:\s+[\w'-]+){{0,4}})", _diagnosis, 0.86, Message("treatment.diagnosed"), kind="physical", severity=Severity.HIGH),
    rule(Attribute.HEALTH, "sober clean", rf"(?:{I_AM}(?:been\s+)?(?:sober|clean)|{OPEN}(?:been\s+)?sober)\s+{_FOR_LONG}|(?:{I_AM}|{OPEN}|{I}hit\s+|{I}(?:am\s+)?celebrat\w+\s+)(?:now\s+)?{_FOR_LONG}\s+(?:sober|clean(?:\s+and\s+sober)?)\b", "in recovery from an addiction", 0.9, Message("treatment.sober"), kind="addiction", severity=Severity.HIGH),
    rule(Attribute.HEALTH, "therapist psychiatrist psychologist oncologist cardiologist neurologist rheumatologist endocrinologist nephrologist", rf"{MY}(?P<w>(?<!physical\s)therapist|psychiatrist|psychologist|oncologist|cardiologist|neurologist|rheumatologist|endocrinologist|nephrologist)(?![\w-])", lambda m, f: f"sees {'an' if m['w'][0] in 'oe' else 'a'} {m['w']}", 0.84, Message("treatment.doctor"), kind="physical", guard=Guard.OWNED, severity=Severity.MEDIUM),
    rule(Attribute.HEALTH, "overdose attempt miscarriage abortion hysterectomy mastectomy transplant", rf"(?:{MY}|\b(?:since|after)\s+the\s+|(?<![\w'])i\s+had\s+(?:an?|the)\s+)(?:\w+\s+)?(?P<w>overdose|suicide\s+attempt|miscarriage|abortion|hysterectomy|mastectomy|(?:kidney|liver|heart|lung)\s+transplant)\b", lambda m, f: " ".join(m["w"].split()), 0.86, Message("treatment.happened"), kind="physical", guard=Guard.OWNED, severity=Severity.HIGH),
    rule(Attribute.HEALTH, "hiv undetectable", rf"{MY}hiv\s+(?:results?|meds|medication|status|diagnosis|treatment|doctor)\b|(?:{I_AM}|{OPEN})undetectable\s+(?:for|since)\b", "HIV", 0.86, Message("treatment.hiv"), kind="infection", severity=Severity.HIGH),
    rule(Attribute.HEALTH, "aa na rehab recovery sponsor meeting", rf"{MY}(?:\w+\s+)?(?:aa|na)\s+(?:meeting|sponsor|group|chip)s?\b|{I_AM}(?:now\s+|still\s+)?in\s+(?:recovery|rehab)\b(?!\s+(?:mode|from\s+(?:surgery|the|my)))|(?<![\w'])i\s+(?:was\s+in|went\s+to|came\s+out\s+of|got\s+out\s+of)\s+rehab\b", "in recovery from an addiction", 0.86, Message("treatment.recovery"), kind="addiction", severity=Severity.HIGH),
]  # fmt: skip


def _medicines() -> list[Rule]:
    """Taking a medicine tells what it is mostly taken for."""
    found = []
    for group in dict.fromkeys(lexicon.medicines().values()):
        names = [name for name, of in lexicon.medicines().items() if of == group]
        triggers = " ".join(name.split()[-1].split("-")[0] for name in names)
        pattern = rf"(?:{I_AM}(?:back\s+)?(?:on|taking|off)|{I}(?:take|takes|took|started|use|inject|need)|(?<![\w'])i(?:'ve|\s+have)\s+been\s+(?:on|taking|prescribed)|(?<![\w'])(?:put|keeps?|got|started)\s+me\s+on|{OPEN}(?:started|been)\s+(?:on|taking)|prescribed\s+me|(?:my|on\s+my))\s+(?:\d+\s?mg\s+(?:of\s+)?)?(?:daily\s+|low-dose\s+)?(?P<m>{lexicon.alternation(names)})(?![\w-])"
        why = Message("treatment.medicine")
        found.append(rule(Attribute.HEALTH, triggers, pattern, lambda m, f: f"takes {' '.join(m['m'].split())}", 0.88, why, kind=group, severity=Severity.HIGH))  # fmt: skip
    return found


RULES: tuple[Rule, ...] = (*TOLD, *_medicines())
