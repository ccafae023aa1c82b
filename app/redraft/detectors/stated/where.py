"""Rules for where the author lives, was born, is now, when nobody is at home, and what they do every day."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated import gazetteer
from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, I, Rule, Value, rule
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.message import Message

_PROPER = re.compile(r"(?:St\. )?[A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+){0,3}")
_NO_PLACE = re.compile(
    r"(?:I|Mars|Venus|Jupiter|Earth|Narnia|Hogwarts|Linux|Windows|Mac|Stardew|Skyrim|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|God|English|French|Spanish|German|Excel|Python|Java|Zoom|Teams|Slack|Reddit|"
    r"Fortnite|Minecraft|Hell|Heaven|The|My|A|An|It|This|That|Christmas|Easter|IT|HR|AI|STEM|VR|CS|PR|TV)\b"
)
_TO_PLACE = r"(?:the\s+)?(?:(?:good\s+old|sunny|rainy|beautiful|lovely|downtown|central|north|south|east|west|upstate|rural|suburban|greater|inner)\s+)?"


def place(match: re.Match[str], frame: Frame) -> Value:
    """The place that stands right after the match, in full when it is known, else as it is written with a capital."""
    rest = frame.text[match.end() : match.end() + 90]
    known = gazetteer.find(rest)
    if known is not None:
        return known[0], round(max(0.55, min(0.96, 0.6 + 0.36 * known[2])), 3), match.end() + known[1]
    proper = _PROPER.match(rest)
    if proper and not _NO_PLACE.match(rest) and len(proper.group()) > 2:
        return proper.group().rstrip("'’-"), 0.72, match.end() + len(proper.group().rstrip("'’-"))
    return None


def known_place(match: re.Match[str], frame: Frame) -> Value:
    """Only a place of the gazetteer: "a believer in Python" names none."""
    known = gazetteer.find(frame.text[match.end() : match.end() + 90])
    return (known[0], 0.82, match.end() + known[1]) if known else None


def as_said(match: re.Match[str], frame: Frame) -> Value:
    """The words themselves, on one line, at most 80 code points."""
    return " ".join(frame.text[match.start() : match.end()].split())[:80]


_LIVE = "live lives living lived based located here moved moving relocated apartment flat house home place settled resident residing reside"
LOCATION = [
    rule(
        Attribute.LOCATION,
        "in",
        rf"{I_AM}an?\s+(?:[\w-]+\s+){{0,3}}?[a-z]*(?:er|or|ist|ant|ian|ent|man|woman|guy|girl|dude|mom|mum|dad|nurse|chef|cop|barista|clerk|student|tech|dev)\s+(?:living\s+|based\s+|working\s+)?in\s+{_TO_PLACE}(?=\w)",
        known_place,
        0.82,
        Message("stated.home_or_work"),
    ),
    rule(
        Attribute.LOCATION,
        _LIVE,
        rf"(?:{I}|(?<![\w'])we\s+(?:both\s+|all\s+|currently\s+|now\s+)?)(?:live|reside)\s+(?:(?:right|just|out|up|down|over|here|near|close|currently|now|alone|full-time)\s+){{0,2}}(?:in|near|outside|around|close\s+to)\s+{_TO_PLACE}(?=\w)",
        place,
        0.95,
        Message("stated.lives"),
    ),
    rule(
        Attribute.LOCATION,
        _LIVE,
        rf"(?:{I_AM}|{I})[^.!?;\n]{{2,40}}?\band\s+(?:i\s+)?(?:now\s+|currently\s+)?live\s+in\s+{_TO_PLACE}(?=\w)",
        known_place,
        0.88,
        Message("stated.lives"),
    ),
    rule(
        Attribute.LOCATION,
        _LIVE,
        rf"(?:{I_AM}|{WE_ARE}|{OPEN}(?:currently\s+|also\s+)?)(?:living|based|located|settled|residing)\s+(?:(?:right|just|out|up|down|over|here)\s+)?(?:in|near|outside|around)\s+{_TO_PLACE}(?=\w)",
        place,
        0.93,
        Message("stated.lives"),
    ),
    rule(
        Attribute.LOCATION,
        _LIVE,
        rf"(?:{I}|(?<![\w'])(?:i've|we|we've)\s+(?:just\s+|recently\s+|finally\s+)?|{OPEN}(?:just\s+|recently\s+|finally\s+)?)(?:moved|relocated)\s+(?:(?:back|over|out|up|down|here)\s+)?to\s+{_TO_PLACE}(?=\w)",
        known_place,
        0.84,
        Message("stated.moved"),
    ),
    rule(
        Attribute.LOCATION,
        "here",
        rf"{OPEN}(?!(?:i|i'\w+|we|you|he|she|they|it|my|his|her|their|there|this|that|people|someone|somebody|anyone|anybody|any)\b)(?:[\w/'-]+,?\s+){{1,3}}from\s+{_TO_PLACE}(?=[\w', -]{{2,40}}?\s+here\b)",
        known_place,
        0.82,
        Message("stated.writes_from"),
    ),
    rule(
        Attribute.LOCATION,
        "here",
        rf"(?<![\w'])(?:(?:over|down|up|out|back|around)\s+)?here\s+in\s+{_TO_PLACE}(?=\w)",
        place,
        0.92,
        Message("stated.calls_here"),
    ),
    rule(
        Attribute.LOCATION,
        "apartment flat house place home neighborhood neighbourhood commute office",
        rf"{MY}(?:\w+\s+)?(?:apartment|flat|house|home|neighbou?rhood|commute|office)\s+in\s+{_TO_PLACE}(?=\w)",
        place,
        0.86,
        Message("stated.home_or_office"),
        guard=Guard.OWNED,
    ),
]

_BIRTH = "born raised grew hometown originally native childhood growing"
BIRTHPLACE = [
    rule(
        Attribute.BIRTHPLACE,
        _BIRTH,
        rf"(?:(?<![\w'])(?:i|we)\s+(?:was\s+|were\s+|actually\s+|also\s+)*|{I_AM}|{OPEN}|(?<=,\s)(?:being\s+|having\s+)?)(?:born\s+and\s+(?:raised|bred)|born|grew\s+up|raised|growing\s+up)\s+(?:and\s+raised\s+)?(?:(?:right|out|down|up|here|partly|mostly)\s+)?in\s+{_TO_PLACE}(?=\w)",
        place,
        0.9,
        Message("stated.born_or_grew_up"),
    ),
    rule(
        Attribute.BIRTHPLACE,
        "originally from native",
        rf"(?:{I_AM}|{OPEN}|{WE_ARE})(?:originally\s+)?from\s+(?!where|here|there|home){_TO_PLACE}(?=\w)",
        place,
        0.8,
        Message("stated.comes_from"),
    ),
    rule(
        Attribute.BIRTHPLACE,
        "hometown",
        rf"{MY}(?:home\s?town|birthplace)\s*(?:of|,|is|was|\()\s*{_TO_PLACE}(?=\w)",
        place,
        0.9,
        Message("stated.home_town"),
        guard=Guard.OWNED,
    ),
]


def _where(match: re.Match[str], frame: Frame) -> Value:
    start, end = match.span("w")
    said = " ".join(frame.text[start:end].split())
    return None if said.lower() in {"a", "the", "my", "this", "front", "traffic", "line", "work"} else said


_NOW = r"(?:right\s+now|at\s+the\s+moment|currently|tonight|this\s+(?:week|weekend|morning|afternoon|evening)|today|rn)"
WHEREABOUTS = [
    rule(
        Attribute.WHEREABOUTS,
        "currently now moment rn landed arrived checked staying sitting waiting stuck",
        rf"(?:{I_AM}|{WE_ARE}|{OPEN})(?:currently\s+|right\s+now\s+)?(?:sitting|waiting|standing|stuck|staying|stranded|checked\s+in|checking\s+in|camped\s+out)\s+(?:\w+\s+)?(?:at|in)\s+(?:the\s+|a\s+|an\s+|this\s+)?(?P<w>(?:[\w'-]+\s+){{0,2}}?(?:airport|station|hospital|hotel|terminal|mall|office|park|lounge|bar|caf[eé]|pub|restaurant|library|gate\s?\w*|beach|gym|hostel|motel|clinic|waiting\s+room|starbucks|mcdonald's|supermarket|cinema|theatre|theater|museum|church|campus|stadium|arena))\b",
        _where,
        0.86,
        Message("stated.where_this_moment"),
    ),
    rule(
        Attribute.WHEREABOUTS,
        "currently now moment rn tonight",
        rf"(?:{I_AM}|{WE_ARE})(?:currently\s+)?(?:here\s+)?(?:at|in)\s+(?!my\s+\d|the\s+moment|this\s+point|school|love|charge|a\s+(?:relationship|hurry|rush|mood)|my\s+(?:early|mid|late|\d\ds|20s|30s|40s|50s))(?P<w>(?:the\s+|a\s+|my\s+)?[\w'’-]+(?:\s+[\w'’-]+){{0,2}}?)\s+{_NOW}(?![\w'])",
        _where,
        0.85,
        Message("stated.where_this_moment"),
    ),
]

_AWAY = "off away leaving flying heading jetting vacation holiday holidays empty town back gone trip abroad"
_WHEN = r"(?:(?:until|till|til|from|on|for|next|this|tomorrow|tonight|in)\b[^.!?\n]{0,40})"
ABSENCE = [
    rule(
        Attribute.ABSENCE,
        _AWAY,
        rf"(?:{I_AM}|{WE_ARE}|{OPEN})(?:going\s+to\s+be\s+|gonna\s+be\s+)?(?:off\s+to|flying\s+(?:out\s+)?to|leaving\s+(?:for|on|to)|heading\s+(?:off\s+)?to|jetting\s+off\s+to)\s+(?!work|bed|sleep|school|class|lunch|dinner|the\s+(?:gym|pub|shop|store|office|library))[\w'’ -]{{2,40}}?(?:\b(?:until|till|tomorrow|tonight|next\s+\w+|for\s+(?:a|the|two|three|\d+)\s*\w+|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|this\s+\w+)\b)[^.!?\n,;]{{0,25}}",
        as_said,
        0.9,
        Message("stated.away_from_home"),
        severity=Severity.HIGH,
    ),
    rule(
        Attribute.ABSENCE,
        _AWAY,
        rf"(?:{I_AM}|{WE_ARE}|(?<![\w'])(?:i|we)(?:'ll|\s+will)\s+(?:all\s+)?be\s+)(?:away|out\s+of\s+town|out\s+of\s+the\s+country|on\s+(?:vacation|holiday)|abroad|gone(?!\s+for\s+an?\s+(?:day|hour|minute|moment|while|bit)\b))\s+{_WHEN}",
        as_said,
        0.92,
        Message("stated.away_from_home"),
        severity=Severity.HIGH,
    ),
    rule(
        Attribute.ABSENCE,
        "empty nobody",
        rf"(?:(?:{MY}|\bthe\s+)(?:house|flat|apartment|place|home)\s+(?:will\s+be|is|is\s+going\s+to\s+be|stands|sits|'ll\s+be)\s+empty|(?<![\w'])(?:nobody|no\s+one)(?:'s|\s+is|\s+will\s+be|'ll\s+be)\s+(?:at\s+)?home\b[^.!?\n]{{0,30}})",
        as_said,
        0.9,
        Message("stated.nobody_home"),
        severity=Severity.HIGH,
    ),
]

_DAY = r"(?:morning|evening|night|day|weekday|weekend|afternoon|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lunch\s?break|week)"
ROUTINE = [
    rule(
        Attribute.ROUTINE,
        "every each daily mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        rf"(?<![\w'])(?:(?:every|each)\s+(?:single\s+)?{_DAY}|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days)\s*,?\s*(?:(?:at|around|before|after)\s+[\w: ]{{1,20}}?\s*,?\s*)?(?:i|we)\s+(?:always\s+|usually\s+)?(?:run|jog|walk|swim|bike|cycle|train|work\s+out|commute|meet|go|leave|get\s+up|wake\s+up|drop|pick|attend|volunteer|teach|play|take\s+the|catch|grab|sit|visit|drive|ride|hike|do\s+yoga|have\s+(?:coffee|lunch|breakfast|dinner))\b[^.!?\n]{{2,50}}",
        as_said,
        0.85,
        Message("stated.routine"),
    ),
    rule(
        Attribute.ROUTINE,
        "every each mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        rf"(?<![\w'])(?:i|we)\s+(?:always\s+|usually\s+|normally\s+)?(?:run|jog|walk|swim|bike|cycle|train|work\s+out|commute|meet|go|leave|get\s+up|wake\s+up|drop|pick|attend|volunteer|teach|play)\s+[^.!?\n]{{0,50}}?\b(?:(?:every|each)\s+(?:single\s+)?{_DAY}|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days)(?:\s+(?:at|around|before|after)\s+[\w:]{{1,8}}(?:\s?[ap]m)?)?",
        as_said,
        0.85,
        Message("stated.routine"),
    ),
]


RULES: tuple[Rule, ...] = (*LOCATION, *BIRTHPLACE, *WHEREABOUTS, *ABSENCE, *ROUTINE)
