"""What helps a thief or a stalker, or concerns crime, money and children: each with a severity and its reason."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from redraft.detectors.contract import Context, Need
from redraft.detectors.stated.frame import Frame, Guard, Verdict
from redraft.detectors.stated.rule import I_AM, MY, I, Rule, RuleIndex, Value, rule
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Finding, Guess, Source
from redraft.domain.message import Message
from redraft.domain.text import Evidence

_NAME = re.compile(r"(?:[A-Z][\w'’-]+)(?:[ ][A-Z][\w'’-]+){0,3}")


def _named(match: re.Match[str], frame: Frame) -> Value:
    """The name that stands after the match."""
    name = _NAME.match(frame.text, match.end())
    return (name.group(), 0.9, match.end() + name.end() - name.start()) if name else None


def _said(match: re.Match[str], frame: Frame) -> Value:
    return " ".join(frame.text[match.start() : match.end()].split())[:80]


def _answer(triggers: str, pattern: str, kind: str, what: str, value: object = _named) -> Rule:
    return rule(
        Attribute.SECURITY_ANSWER,
        triggers,
        pattern,
        value,  # type: ignore[arg-type]
        0.88,
        Message("sensitive.security_question", {"what": what}),
        kind=kind,
        guard=Guard.OWNED,
        severity=Severity.CRITICAL,
    )


_CALLED = r"\s*(?:(?:was|is|'s)\s+)?(?:(?:named|called|a|an|the|was)\s+)?(?:name\s+(?:was|is)\s+)?[,:]?\s*(?=\w)"
RULES = (
    _answer("pet dog cat hamster puppy", rf"{MY}(?:very\s+)?(?:first|childhood)\s+(?:pet|dog|cat|hamster|puppy|goldfish|rabbit)(?:'s)?{_CALLED}", "pet", "The first pet's name"),
    _answer("pet dog cat hamster puppy named called", rf"{MY}(?:(?:little|old|new|beloved|sweet)\s+)?(?:pet|dog|cat|hamster|puppy|kitten|rabbit)(?:'s\s+name\s+is|\s+(?:is\s+)?(?:named|called))\s+(?=\w)", "pet", "A pet's name"),
    _answer("maiden", rf"{MY}(?:mom|mum|mother|grandmother|grandma)(?:'s)?\s+maiden\s+name\s+(?:is|was)\s+(?=\w)", "maiden-name", "The mother's maiden name"),
    _answer("school", rf"{MY}(?:first|elementary|primary|old\s+elementary)\s+school\s+(?:was|is|,)\s*(?:called\s+|named\s+)?(?=\w)", "first-school", "The first school"),
    _answer("car", rf"{MY}(?:very\s+)?first\s+car\s+(?:was|is|,)?\s*(?:an?\s+|the\s+)?(?:(?:old|used|beat-up|red|blue|white|black|silver|\d{{4}})\s+){{0,2}}(?=\w)", "first-car", "The first car"),
    _answer("street", rf"(?:{I}grew\s+up|{MY}childhood\s+home\s+(?:is|was))\s+on\s+(?=\w)", "street", "The street of one's childhood"),
    _answer("nickname", rf"{MY}childhood\s+nickname\s+(?:was|is)\s+(?=\w)", "nickname", "A childhood nickname"),
    _answer("teacher", rf"{MY}favou?rite\s+teacher\s+(?:was|is|,)\s*(?:mr\.?|mrs\.?|ms\.?|miss)?\s*(?=\w)", "teacher", "A favourite teacher"),
    _answer("password pin passcode", rf"{MY}(?:\w+\s+)?(?:password|passcode|pin(?:\s+(?:code|number))?)\s+(?:is|was|:)\s*(?!not|the|a\b|so|too|always|never|pretty|really)[^\s.!?,]{{3,40}}", "password", "A password itself is worse than any answer, and it", _said),
    _answer("password passcode pin code", r"(?<![\w'])(?:wi-?fi|netflix|front\s+door|door|gate|alarm|garage|safe|building|phone|login|router|bike\s+lock|lock)\s+(?:password|passcode|pin|code)\s*(?:is|:)\s*(?!not|the|a\b|so|too|always|never|pretty|really|in\b|on\b|wrong|changed|different)(?=[^\s,]{0,30}[\d!#$%&*_])[^\s,]{3,40}", "password", "A password itself is worse than any answer, and it", _said),
    rule(Attribute.CRIME, "against", r"(?<![\w'])(?:restraining\s+order|warrant|charges|lawsuit|protection\s+order)\s+(?:\w+\s+)?against\s+me\b", _said, 0.84, Message("sensitive.court"), severity=Severity.HIGH),
    rule(Attribute.CRIME, "arrested convicted prison jail probation parole felony felon dui dwi rehab charged bail", rf"(?:(?<![\w'])i\s+(?:was|got|have\s+been|'ve\s+been)\s+(?:(?!never|not|almost|nearly|wrongly\s+accused)\w+\s+)?(?:arrested|convicted|charged\s+with|jailed|incarcerated|sentenced|locked\s+up)|{I_AM}(?:on\s+(?:probation|parole|bail)|an?\s+(?:convicted\s+)?felon|an?\s+ex-con)|(?<![\w'])i\s+(?:spent|did|served)\s+[\w\s]{{1,20}}\s+in\s+(?:prison|jail)|{MY}(?:criminal\s+record|felony|dui|dwi|parole\s+officer|probation\s+officer|arrest|conviction))\b(?!\s+(?:double|extra))", _said, 0.86, Message("sensitive.crime_link"), severity=Severity.HIGH),
    rule(Attribute.CRIME, "stole shoplifted shoplift dealt drunk", rf"{I}(?:stole|shoplifted|shoplift|sold\s+(?:drugs|weed|coke|pills)|deal\s+drugs|drove\s+drunk|forged|embezzled)\b(?!\s+the\s+show)[^.!?\n]{{0,40}}", _said, 0.8, Message("sensitive.crime_done"), severity=Severity.HIGH),
    rule(Attribute.CRIME, "raped assaulted molested abused stalked robbed mugged", r"(?<![\w'])i\s+(?:was|got|have\s+been|'ve\s+been)\s+(?:(?!never|not|almost|nearly)\w+\s+)?(?:raped|assaulted|molested|abused|stalked|robbed|mugged|trafficked)\b", _said, 0.86, Message("sensitive.victim"), severity=Severity.HIGH, kind="victim"),
    rule(Attribute.FINANCE, "debt loan loans mortgage owe bankruptcy bankrupt savings overdraft credit", rf"(?:(?<![\w'])(?:i|we)(?:'m|'re|\s+am|\s+are|'ve|\s+have|\s+still)?\s+(?:\w+\s+){{0,2}}?(?:owe|in\s+debt|bankrupt|filed\s+(?:for\s+)?bankruptcy|behind\s+on\s+(?:rent|the\s+mortgage|my\s+\w+)|maxed\s+out\s+(?:my|our)\s+(?:credit\s+)?cards?)|{MY}(?:student\s+(?:loans?|debt)|credit\s+(?:card\s+debt|score)|mortgage|savings|debts?|overdraft|bankruptcy)(?:\s+(?:is|are|of)\s+[$£€]?[\d,.]+k?)?)\b", _said, 0.82, Message("sensitive.money"), severity=Severity.MEDIUM, kind="situation", guard=Guard.OWNED),
    rule(Attribute.CHILDREN, "school kindergarten daycare preschool nursery grade", rf"{MY}(?:\w+\s+)?(?:kids?|son|daughter|children|toddler|little\s+(?:one|girl|boy))(?:'s|s')?\s+(?:\w+\s+){{0,5}}?(?:school|kindergarten|daycare|preschool|nursery|(?:\w+\s+)grade)\b[^.!?\n]{{0,25}}", _said, 0.82, Message("sensitive.child_day"), severity=Severity.HIGH, kind="child-place", guard=Guard.OWNED),
    rule(Attribute.CHILDREN, "son daughter kid child toddler baby year-old", rf"{MY}(?:(?:son|daughter|kid|child|toddler|baby)(?:,?\s+\w+,?)?\s+(?:is|just\s+turned|turned|who\s+is|,)\s*(?:only\s+)?(?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\d:%])(?!\s+(?:feet|weeks?\s+behind|minutes|hours|times))|\d{{1,2}}[\s-](?:year|yr|month)s?[\s-]old(?:\s+(?:son|daughter|kid|child|boy|girl))?)", _said, 0.86, Message("sensitive.child_age"), severity=Severity.HIGH, kind="child-age", guard=Guard.OWNED),
    rule(Attribute.BIOMETRIC, "fingerprint fingerprints dna iris 23andme", rf"{MY}(?:fingerprints?|dna\s+(?:test|results?|profile)|genome|23andme\s+results?|iris\s+scan|face\s+id)\b", _said, 0.8, Message("sensitive.biometric"), guard=Guard.OWNED),
)  # fmt: skip


@cache
def _index() -> RuleIndex:
    return RuleIndex(RULES)


class Sensitive:
    """Security answers, crime, money, children, biometrics. See :class:`.contract.Detector`."""

    name = "sensitive"
    every_language = False

    def needs(self, context: Context) -> Need:
        """Nothing expensive."""
        return Need.NOTHING

    def detect(self, context: Context) -> Iterable[Finding]:
        """One finding for each match; claims that a hypothesis or a negation may undo are left out."""
        frame = Frame.of(context)
        found = []
        for one in _index().candidates(frame.words):
            for match in one.pattern.finditer(frame.folded):
                if frame.judge(match.start(), match.end(), one.guard) is not Verdict.CLEAR:
                    continue
                said = one.value(match, frame)
                if said is not None:
                    found.append(_finding(one, match, said, frame))
        return found


def _finding(one: Rule, match: re.Match[str], said: Value, frame: Frame) -> Finding:
    value, confidence, end = (
        said if isinstance(said, tuple) and len(said) == 3 else (str(said), one.confidence, match.end())
    )
    start = match.start()
    quote = frame.text[start:end].rstrip()
    return Finding.make(
        one.attribute,
        (Guess(value, confidence),),
        (Evidence.of(frame.text, start, start + len(quote)),),
        source=Source.SENSITIVE,
        basis=one.basis,
        why=one.why,
        kind=one.kind,
        severity=one.severity,
    )
