"""Rules for statements in the clipped words of chats: "34 here", "got engaged", "hit 30!", "started at Tesco"."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated import lexicon
from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, WE_ARE, I, Rule, Value, rule
from redraft.detectors.stated.where import as_said, known_place
from redraft.detectors.stated.work import as_trade
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.message import Message

_UNITS = {w: n for n, w in enumerate("one two three four five six seven eight nine".split(), 1)}  # noqa: SIM905
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TEENS = {"eighteen": 18, "nineteen": 19, "seventeen": 17, "sixteen": 16, "fifteen": 15, "fourteen": 14, "thirteen": 13}
_IN_WORDS = rf"(?:{'|'.join(_TEENS)}|(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS)}))?)"
_NUMBER = rf"(?P<age>[1-9]\d|{_IN_WORDS})(?![\w%$€£°:/-]|\.\d)"
_END = r"(?=\s*(?:$|[.!?,;:)\n…—–]|-\s|years?\s+old|and\b|but\b|so\b|now\b|today\b|yesterday\b|tomorrow\b|this\s+\w+|next\s+\w+|last\s+\w+|on\s+\w+day\b|with\s+(?:a|no|two|my)\b))"
_PAST = re.compile(
    r"[^.!?\n]{0,12}\bi\s+(?:was|had|did|used|got|went|thought|felt|could|knew|met|moved|lost|found|left|took|made|wanted|started|married|\w+ed)\b"
)
_UNREAL_AGE = re.compile(r"\b(?:when|once|until|till|before|if|by\s+the\s+time|as\s+though|like)\s+$")


def _years(word: str) -> int:
    if word.isdigit():
        return int(word)
    parts = re.split(r"[\s-]", word)
    return _TEENS.get(word) or _TENS[parts[0]] + (_UNITS[parts[1]] if len(parts) > 1 else 0)


def _age(match: re.Match[str], frame: Frame) -> Value:
    """The number, unless the sentence goes on in the past: "at 25, I moved" tells no age of today."""
    age = _years(match["age"])
    if (
        not 13 <= age <= 105
        or _PAST.match(frame.folded, match.end())
        or _UNREAL_AGE.search(frame.folded, 0, match.start())
    ):
        return None
    return str(age)


def _coming(match: re.Match[str], frame: Frame) -> Value:
    age = _years(match["age"])
    return f"{age - 1}-{age}" if 14 <= age <= 105 else None


def _nearly(match: re.Match[str], frame: Frame) -> Value:
    age = _years(match["age"])
    return f"{age - 3}-{age}" if age % 10 == 0 else str(age - 1)


AGE = [
    rule(Attribute.AGE, "i'm im i name's name", r"(?<![\w'])(?:i'?m|i\s+am|my\s+name\s+is|my\s+name's)\s+(?P<name>[^\W\d_]{2,20}(?:\s[^\W\d_]{2,20})?),?\s+(?:and\s+)?(?:i'm\s+|i\s+am\s+|aged?\s+)?(?P<age>[1-9]\d)(?=\s*(?:[,.!;)\n]|$|years?\s+old|and\b|from\b))(?!\.\d)", lambda m, f: _age(m, f) if f.text[m.start("name")].isupper() else None, 0.93, Message("stated.age_beside_name")),
    rule(Attribute.AGE, "here", rf"{OPEN}{_NUMBER}(?:[\s-]*(?:years?|yrs?)[\s-]old)?\s*(?:y/?o\s*)?(?:[mf]\s*)?(?:(?:woman|man|guy|girl|male|female|dad|mum|mom|nurse|teacher|student|single\s+\w+)\s+)?here\b", _age, 0.92, Message("stated.age")),
    rule(Attribute.AGE, f"i'm im i {' '.join(_TENS)} {' '.join(_TEENS)}", rf"{I_AM}(?:only\s+|nearly\s+)?(?P<age>{_IN_WORDS})(?![\w-]){_END}", _age, 0.94, Message("stated.age")),
    rule(Attribute.AGE, "turned turning", rf"(?:{OPEN}(?:just\s+|recently\s+|finally\s+)?|(?<![\w'])i(?:\s+just|\s+recently|\s+finally)?\s+|{I_AM})(?:turned|turning)\s+(?P<age>{_IN_WORDS})(?![\w-]){_END}", _age, 0.86, Message("stated.birthday")),
    rule(Attribute.AGE, " ".join((*_TENS, *_TEENS)), rf"{OPEN}(?P<age>{_IN_WORDS})(?![\w-])\s+(?:and\s+(?=already|still|never|single|broke|proud|tired|finally)|years?\s+old\s+and\s)", _age, 0.86, Message("stated.age")),
    rule(Attribute.AGE, "hit reached", rf"{OPEN}(?:just\s+|finally\s+|i\s+just\s+)?(?:hit|reached)\s+{_NUMBER}(?=\s*(?:$|[.!…\n]|this\s+(?:week|month|year)|last\s+\w+|yesterday|today))", _age, 0.78, Message("stated.birthday")),
    rule(Attribute.AGE, "as old year yr", rf"(?:{OPEN}|(?<=[,(]\s))as\s+an?\s+(?P<age>[1-9]\d)[\s-]?(?:year|yr)s?[\s-]old\b(?=\s*(?:,|\(|i\b|i'm|who\b|woman|man|guy|female|male|student|(?:single\s+)?(?:mum|mom|dad|mother|father)))", _age, 0.88, Message("stated.age")),
    rule(Attribute.AGE, "i me i'm im my", r"(?<![\w'])(?:i|me|i'm|im)\s*[(\[]\s*(?:[mf]\s*/?\s*)?(?P<age>[1-9]\d)\s*/?\s*[mf]?\s*[)\]]", _age, 0.96, Message("stated.age_stands_by_i")),
    rule(Attribute.AGE, "i'm im i", rf"{I_AM}(?:an?\s+)?(?P<age>[1-9]\d)\s?/?\s?[mf](?![\w'%])(?!\s*[./]\s*\w)", _age, 0.94, Message("stated.age")),
    rule(Attribute.AGE, "at", rf"{OPEN}at\s+{_NUMBER}\s*,\s*(?=i\b|i'm|my\b)", _age, 0.82, Message("stated.age")),
    rule(Attribute.AGE, "pushing approaching nearing", rf"(?:{OPEN}|{I_AM})(?:pushing|approaching|nearing)\s+(?P<age>[3-9]0|thirty|forty|fifty|sixty|seventy|eighty)(?![\w%$€£°:/-])(?!\s*(?:mph|km|degrees|percent|miles|euros|dollars|pounds|views|followers))", _nearly, 0.8, Message("stated.nearly_age")),
    rule(Attribute.AGE, "i'll will be", rf"(?<![\w'])i(?:'ll|\s+will)\s+be\s+{_NUMBER}\s+(?=in\s+(?:\w+ary|march|april|may|june|july|august|\w+ber|a\s+(?:week|month)|\w+\s+(?:days|weeks|months))|next\s+(?:week|month|\w+day)|tomorrow|this\s+(?:week|month|\w+day|summer|winter|spring|autumn|fall)|on\s+\w+day|soon)", _coming, 0.86, Message("stated.next_birthday")),
]  # fmt: skip

_PAIR = r"(?:wife|husband|girlfriend|gf|fianc[eé]e?)"
HOME = [
    rule(Attribute.RELATIONSHIP, "divorced engaged widowed separated", rf"(?:{OPEN}|{I_AM}|(?<![\w'])(?:i|we)(?:'ve|\s+have)\s+)(?:been\s+)?(?:(?:happily|recently|newly|freshly)\s+)?(?P<st>divorced|engaged|widowed|separated)(?:\s+(?:for|since)\s+(?=\w)|,\s+(?=advice|looking|any|no\b|need|so\b|\d|with\b|and\b|kids|two\b|three\b))", lambda m, f: "divorced" if m["st"] == "separated" else m["st"], 0.88, Message("stated.since_when")),
    rule(Attribute.FAMILY, "weeks months pregnant", rf"{OPEN}(?:\d{{1,2}}|\w+)\s+(?:weeks|months)\s+pregnant\b(?=\s*(?:here|and|[,.!…]|$|with|so))", "expecting a child", 0.9, Message("stated.child_on_way"), kind="pregnancy", severity=Severity.HIGH),
    rule(Attribute.FAMILY, "mum mom dad mother father mama parent", rf"(?:{OPEN}|{I_AM}an?\s+|\bas\s+an?\s+)(?:\w+\s+)?(?:mum|mom|dad|mother|father|mama|parent)\s+(?:to|of)\s+(?P<n>twin|triplet)(?:s|\s+(?:boys|girls|sons|daughters|toddlers|babies))\b", lambda m, f: f"has {2 if m['n'] == 'twin' else 3} children", 0.92, Message("stated.how_many_children"), kind="children"),
    rule(Attribute.FAMILY, "girl boy", rf"{MY}(?:little|baby)\s+(?P<w>girl|boy)\s+(?=(?:just\s+)?(?:starts?|started|turned|turns|goes|is\s+(?:in|at|starting|turning)|said|asked|lost\s+(?:her|his)\s+(?:first\s+)?tooth)\b)", lambda m, f: "has a daughter" if m["w"] == "girl" else "has a son", 0.82, Message("stated.child"), kind="children", guard=Guard.OWNED),
    rule(Attribute.RELATIONSHIP, "married", rf"(?:(?<![\w'])(?:i|we)(?:'ve|\s+have)\s+|{OPEN})been\s+(?:happily\s+)?married\s+(?:for\s+|since\s+|almost\s+|over\s+|nearly\s+)+(?=\d|a\b|\w+\s+(?:years|months|decades)|last|we\b|i\b)", "married", 0.92, Message("stated.how_long_married")),
    rule(Attribute.RELATIONSHIP, "married engaged divorced", rf"(?:{OPEN}|(?<![\w'])(?:we|i)\s+)(?:just\s+|finally\s+|recently\s+)?got\s+(?P<st>married|engaged|divorced)(?=\s*(?:$|[.!…\n,)]|last\b|this\b|yesterday|today|on\b|in\s+(?!a\b|the\b|an\b|minecraft|stardew|skyrim|sims|roblox|vr\b|politics|conversation|battle|debate)\w|over\b|at\b|after\b|and\b))(?!\s+early\b)", lambda m, f: m["st"], 0.87, Message("stated.partner_happened")),
    rule(Attribute.RELATIONSHIP, "passed died", rf"{MY}(?:dear\s+|beloved\s+)?(?:wife|husband|spouse)\s+(?:suddenly\s+|has\s+|had\s+)?(?:died|passed(?:\s+away)?)\b", "widowed", 0.9, Message("stated.widowed"), guard=Guard.OWNED),
    rule(Attribute.RELATIONSHIP, "single", rf"(?:{OPEN}|{I_AM}|(?<![\w'])i(?:'ve|\s+have)\s+been\s+)(?:still\s+|happily\s+)?single\s+(?:for|since)\s+(?:\w+\s+)?(?:years|months|\d\d\d\d|my\b|the\s+(?:divorce|breakup)|a\s+(?:year|while|decade))", "single", 0.86, Message("stated.so")),
    rule(Attribute.RELATIONSHIP, "single", rf"(?:{OPEN}|{I_AM})(?:staying|being|remaining)\s+single\s+(?=by\s+choice|has\s+(?:its|been)|works\s+for\s+me|suits\s+me)", "single", 0.76, Message("stated.so_without_subject")),
    rule(Attribute.RELATIONSHIP, "anniversary", rf"{MY}(?:\w+\s+)?wedding\s+anniversary\b", "married", 0.88, Message("stated.wedding_day"), guard=Guard.OWNED),
    rule(Attribute.FAMILY, "pregnant expecting", rf"{MY}{_PAIR}(?:'s|\s+is)\s+(?:now\s+|currently\s+|also\s+)?(?:\d+\s+(?:weeks|months)\s+)?(?:pregnant|expecting)\b", "expecting a child", 0.92, Message("stated.child_on_way"), kind="pregnancy", severity=Severity.HIGH),
    rule(Attribute.FAMILY, "due", rf"(?:{I_AM}|{WE_ARE})due\s+(?:in\s+(?:\w+ary|march|april|may|june|july|august|\w+ber)|next\s+month|any\s+day\s+now|on\s+the\s+\d+)(?=[^.!?\n]{{0,60}}\b(?:baby|pregnan\w+|bump|boy|girl|twins|midwife)\b)", "expecting a child", 0.9, Message("stated.child_on_way"), kind="pregnancy", severity=Severity.HIGH),
    rule(Attribute.FAMILY, "twins triplets", rf"{MY}(?:(?:little|baby|\w+-year-old)\s+)?(?P<n>twins|triplets)\b(?!\s+(?:sister|brother|beds?|city))", lambda m, f: f"has {2 if m['n'] == 'twins' else 3} children", 0.86, Message("stated.children"), kind="children", guard=Guard.OWNED),
]  # fmt: skip

_DRIVEN = r"(?:truck|lorry|bus|taxi|cab|tram|train|van|forklift|tractor|ambulance)"
_PLACES = r"(?:hospital|clinic|library|school|restaurant|caf[eé]|bar|bank|university|lab|museum|store|shop|supermarket|hotel|factory|warehouse|bakery|bookshop|pharmacy|nursing\s+home|care\s+home|kindergarten|daycare|call\s+cent(?:er|re)|prison|airport|post\s+office|law\s+firm|brewery|garage|farm|vet|salon)"
_EMPLOYER = re.compile(r"[A-Z][\w&'’-]*(?:[ ](?:(?:of|and|&)[ ])?[A-Z][\w&'’-]*){0,3}")
_NO_EMPLOYER = re.compile(
    r"(?:I|My|The|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|\w+ber|God|School|University|College)\b"
)


def _employer(match: re.Match[str], frame: Frame) -> Value:
    name = _EMPLOYER.match(frame.text, match.end())
    if name is None or _NO_EMPLOYER.match(name.group()) or len(name.group()) < 2:
        return None
    after = match.groupdict().get("must")
    if after is None and not re.match(
        r"\s+(?:for|since|last|this|today|yesterday|on|two|three|in\s+(?:\w+ary|\w+ber|march|april|may|june|july|august))\b",
        frame.folded[name.end() : name.end() + 20],
    ):
        return None
    return name.group(), 0.86, name.end()


def _engineer_at(match: re.Match[str], frame: Frame) -> Value:
    """The employer after "I'm an engineer at", when what stands there is an occupation."""
    heads = lexicon.occupations()
    words = match["np"].split()
    if not any(" ".join(words[-size:]) in heads for size in (1, 2, 3)):
        return None
    return _employer(match, frame)


WORK = [
    rule(Attribute.EMPLOYER, "work working", rf"{OPEN}(?:(?:currently|also)\s+)?work(?:ing)?\s+(?:for|at)\s+(?P<must>)(?=\w)", _employer, 0.86, Message("stated.works_where")),
    rule(Attribute.OCCUPATION, "drive living", rf"{I}drive\s+(?:an?\s+|the\s+)?(?P<v>{_DRIVEN}s?)\s+for\s+a\s+living\b", lambda m, f: f"{m['v'].rstrip('s')} driver", 0.95, Message("stated.living_by")),
    rule(Attribute.OCCUPATION, "living", rf"{I}(?P<do>[a-z]+\s+(?:[a-z]+\s+)?[a-z]+)\s+for\s+a\s+living\b", lambda m, f: None if "drive" in m["do"] or re.match(r"(?:\w*n't|do|would|could|can|should|wish)\b", m["do"]) else m["do"], 0.84, Message("stated.living_by")),
    rule(Attribute.OCCUPATION, "teaching nursing", rf"(?:(?<![\w'])i(?:'ve|\s+have)\s+|{OPEN})been\s+(?P<w>teaching|nursing)\s+(?:\w+\s+)?(?:for|since)\s+(?!my\b|him|her|them)", lambda m, f: {"teaching": "teacher", "nursing": "nurse"}[m["w"]], 0.88, Message("stated.been_doing")),
    rule(Attribute.OCCUPATION, "students pupils", rf"{MY}(?:\w+\s+grade\s+|best\s+|first\s+)?(?:students|pupils)\b(?!'?\s*(?:loans?|debt|visa|days|card|union|discount))", "teacher", 0.8, Message("stated.has_students"), guard=Guard.OWNED),
    rule(Attribute.OCCUPATION, "promoted", rf"(?:{OPEN}|{I})(?:just\s+|recently\s+|finally\s+)?(?:got|been|was|am\s+being|getting)\s+promoted\s+to\s+(?:an?\s+|the\s+)?(?P<np>[a-z][\w/+&'-]*(?: [a-z][\w/+&'-]*){{0,4}})", as_trade(job=True, prior=0.9), 0.9, Message("stated.became")),
    rule(Attribute.EMPLOYER, "shift job work boss colleagues", rf"{MY}(?:\w+\s+)?(?:shift|job|work|boss|manager|colleagues|coworkers)\s+(?:at|in)\s+(?:the|a|my)\s+(?P<place>(?:local\s+|city\s+)?{_PLACES})\b", lambda m, f: m["place"], 0.84, Message("stated.kind_of_work_place"), kind="workplace", guard=Guard.OWNED),
    rule(Attribute.EMPLOYER, "with at", rf"(?:(?<![\w'])i(?:'ve|\s+have)\s+|{OPEN})been\s+(?:working\s+)?(?:with|at)\s+(?=\w)", _employer, 0.86, Message("stated.works_where")),
    rule(Attribute.EMPLOYER, "started starting", rf"(?:{OPEN}|{I}|{I_AM})(?:just\s+)?(?:started|starting)\s+(?:work\s+|working\s+|a\s+(?:new\s+)?job\s+|my\s+(?:new\s+)?job\s+)?at\s+(?=\w)", _employer, 0.84, Message("stated.works_where")),
    rule(Attribute.EMPLOYER, "i'm im i", rf"{I_AM}(?:an?|the)\s+(?P<np>(?:[a-z][\w/+-]*\s+){{0,3}}[a-z][\w/+-]*)\s+(?:at|with|for)(?P<must>\s+)(?=\w)", _engineer_at, 0.88, Message("stated.works_where")),
]  # fmt: skip

_SUBJECT = r"(?P<subject>[a-z]+(?:\s+(?!and\b|but\b|from\b|at\b|in\b|so\b|which\b|that\b|then\b|when\b|with\b|to\b|i\b)[a-z]+){0,2})"
LEARNING = [
    rule(Attribute.EDUCATION, "dropped", rf"{OPEN}dropped\s+out\s+of\s+(?P<w>high\s?school|college|uni|university)\b", lambda m, f: "no high school diploma" if m["w"].startswith("high") else "some college, no degree", 0.9, Message("stated.did_not_finish")),
    rule(Attribute.EDUCATION, "through into", rf"(?:{OPEN}|{I_AM}|{WE_ARE})(?:(?:about|almost|nearly)\s+)?(?:half\s?way|part\s?way|(?:one|two|three|a|\d)\s+(?:years?|months?|semesters?))\s+(?:through|into)\s+my\s+(?P<w>phd|doctorate|master'?s|masters|bachelor'?s|undergrad|degree)\b", lambda m, f: "studying towards a " + ("PhD" if m["w"] in {"phd", "doctorate"} else "master's degree" if m["w"].startswith("master") else "bachelor's degree" if m["w"] != "degree" else "degree"), 0.95, Message("stated.studies")),
    rule(Attribute.EDUCATION, "degree", rf"(?<![\w'])i(?:'ve|\s+have)\s+(?:got\s+|actually\s+)?an?\s+(?P<level>bachelor'?s\s+|master'?s\s+|college\s+|university\s+)?degree\s+in\s+{_SUBJECT}", lambda m, f: f"{(m['level'] or 'college ').strip()} degree in {m['subject']}", 0.88, Message("stated.degree_in")),
    rule(Attribute.SCHOOL, "graduated", rf"{I}(?:just\s+|recently\s+)?graduated\s+from\s+(?=\w)", lambda m, f: (n.group(), 0.82, n.end()) if (n := re.compile(r"[A-Z][\w'’-]+[ ](?:(?:of|at)[ ])?[A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?").match(f.text, m.end())) else None, 0.82, Message("stated.school")),
    rule(Attribute.SCHOOL, "undergrad degree phd master's masters bachelor's mba", r"(?<![\w'])(?:did|doing|finished|got|started)\s+my\s+(?:undergrad|degree|phd|master'?s|bachelor'?s|mba|postdoc)\s+at\s+(?=\w)", lambda m, f: (n.group(), 0.88, n.end()) if (n := re.compile(r"[A-Z][\w'’-]+(?:[ ](?:of[ ])?[A-Z][\w'’-]+){0,2}").match(f.text, m.end())) and not _NO_EMPLOYER.match(n.group()) else None, 0.88, Message("stated.school")),
]  # fmt: skip

_TOWNSPEOPLE = {
    "londoner": "London, United Kingdom", "mancunian": "Manchester, United Kingdom", "manc": "Manchester, United Kingdom",
    "scouser": "Liverpool, United Kingdom", "liverpudlian": "Liverpool, United Kingdom", "geordie": "Newcastle, United Kingdom",
    "brummie": "Birmingham, United Kingdom", "glaswegian": "Glasgow, United Kingdom", "dubliner": "Dublin, Ireland",
    "new yorker": "New York City, United States", "chicagoan": "Chicago, United States", "bostonian": "Boston, United States",
    "seattleite": "Seattle, United States", "angeleno": "Los Angeles, United States", "texan": "Texas, United States",
    "californian": "California, United States", "floridian": "Florida, United States", "ohioan": "Ohio, United States",
    "torontonian": "Toronto, Canada", "montrealer": "Montreal, Canada", "sydneysider": "Sydney, Australia",
    "melburnian": "Melbourne, Australia", "aucklander": "Auckland, New Zealand", "parisian": "Paris, France",
    "berliner": "Berlin, Germany", "muscovite": "Moscow, Russia", "mumbaikar": "Mumbai, India", "delhiite": "Delhi, India",
}  # fmt: skip


def _trade_in(match: re.Match[str], frame: Frame) -> Value:
    """The place after "I'm a midwife in", when what stands before is an occupation."""
    heads = lexicon.occupations()
    words = match["np"].split()
    return known_place(match, frame) if any(" ".join(words[-size:]) in heads for size in (1, 2, 3)) else None


def _together(match: re.Match[str], frame: Frame) -> Value:
    """Only where the author moved along: "me and my wife", "my wife and I", "our family"."""
    before = frame.folded[max(0, match.start() - 12) : match.start()]
    along = (
        re.search(r"\b(?:me|i|us|we)\s+and\s+$", before)
        or re.search(r"\sand\s+(?:i|me)\s", match.group())
        or match.group().startswith("our")
    )
    return known_place(match, frame) if along else None


PLACE = [
    rule(Attribute.LOCATION, "lived", r"(?<![\w'])(?:i|we)(?:'ve|\s+have)\s+(?:always\s+|only\s+)?lived\s+(?:here\s+)?in\s+(?=[^.!?\n]{2,40}(?:\b(?:all\s+(?:my|our)|since|for\s+(?:\d|\w+\s+years|years)|my\s+whole)\b))", known_place, 0.88, Message("stated.lived_up_to_now")),
    rule(Attribute.LOCATION, "moved", r"(?<![\w'])(?:my|our)\s+(?:wife|husband|partner|girlfriend|boyfriend|family|kids)(?:\s+and\s+(?:i|me))?\s+(?:(?:just|recently|finally|have|all)\s+){0,2}moved\s+(?:(?:back|over|out|up|down|here)\s+)?to\s+(?=\w)", _together, 0.82, Message("stated.moved")),
    rule(Attribute.LOCATION, "i'm im i", rf"{I_AM}an?\s+(?P<np>(?:[a-z][\w/+-]*\s+){{0,3}}[a-z][\w/+-]*)\s+in\s+(?=\w)", _trade_in, 0.84, Message("stated.home_or_work")),
    rule(Attribute.LOCATION, "here", rf"{OPEN}(?:(?:born\s+and\s+bred|proud|former|native|lifelong)\s+)?(?P<w>{'|'.join(_TOWNSPEOPLE)})\s+here\b", lambda m, f: _TOWNSPEOPLE[m["w"]], 0.88, Message("stated.belongs")),
    rule(Attribute.LOCATION, "greetings hello", rf"{OPEN}(?:greetings|hello|hi|hey)\s+(?:everyone\s+|all\s+|there\s+)?from\s+(?:(?:rainy|sunny|cold|snowy|lovely|beautiful|windy|grey|gray|hot|good\s+old)\s+)?(?=\w)", known_place, 0.74, Message("stated.greets_from")),
    rule(Attribute.LOCATION, "flat house home apartment place condo", rf"(?:{I}|(?<![\w'])we\s+|{OPEN})(?:just\s+|finally\s+|recently\s+)?(?:bought|rented|found|own|rent)\s+(?:an?|our|my)\s+(?:\w+\s+){{0,2}}?(?:flat|house|home|apartment|place|condo)\s+(?:in|near|outside)\s+(?=\w)", known_place, 0.84, Message("stated.home_is")),
    rule(Attribute.LOCATION, "landlord neighbours neighbors street rent local", rf"{MY}(?:landlord|landlady|neighbou?rs?|street|rent|local\s+\w+)\s+(?:(?:here|back)\s+)?in\s+(?=\w)", known_place, 0.84, Message("stated.lives"), guard=Guard.OWNED),
    rule(Attribute.BIRTHPLACE, "back", rf"(?:{OPEN}|(?<![\w']))back\s+home\s+in\s+(?=\w)", known_place, 0.8, Message("stated.calls_home")),
]  # fmt: skip

_AWAY = "away vacation holiday holidays be town"


ABSENCE = [
    rule(Attribute.ABSENCE, "fly flying leave", r"(?<![\w'])(?:i|we)\s+(?:fly|leave|sail|set\s+off)\s+(?:out\s+)?(?:to|for)\s+(?!work\b|school\b)[\w'’ ]{2,25}?\s(?:on\s+(?:\w+day|the\s+\d\d?(?:st|nd|rd|th)|\d\d?(?:st|nd|rd|th)?\s+[a-z]+|[a-z]{3,9}\s+\d\d?)|tomorrow|tonight|next\s+(?:week|month|\w+day)|this\s+\w+day)\b(?:(?!\s(?:so|and|but|because|since|which|who|where|if|then)\b)[^.!?\n,;]){0,25}\b", as_said, 0.86, Message("stated.away_from_home"), severity=Severity.HIGH),
    rule(Attribute.ABSENCE, "office", rf"(?:{OPEN}|{I_AM})out\s+of\s+(?:the\s+)?office\s+(?:until|till|til|from)\b[^.!?\n;]{{2,40}}", as_said, 0.84, Message("stated.away"), severity=Severity.MEDIUM),
    rule(Attribute.ABSENCE, _AWAY, r"(?<![\w'])(?:i|we)(?:'ll|\s+will)\s+(?:all\s+)?be\s+in\s+(?!touch|a\b|the\s+(?:office|lab|kitchen|garden|mood)|bed|class|trouble|my\b|love|charge)[\w'’ ]{2,25}?\s(?:until|till|til|from\s+\w+\s+(?:to|until)|for\s+(?:a|the|two|three|\d+)\s+(?:days?|weeks?|months?|week))\b[^.!?\n,;]{0,20}", as_said, 0.86, Message("stated.away_from_home"), severity=Severity.HIGH),
    rule(Attribute.ABSENCE, _AWAY, rf"{OPEN}(?:on\s+(?:vacation|holidays?)|away|out\s+of\s+town)\s+(?:until|till|til|from|for\s+(?:a|the|two|three|\d+)|all\s+(?:of\s+)?\w+|this\s+week|next\s+week)\b[^.!?\n,;]{{0,25}}", as_said, 0.88, Message("stated.away_from_home"), severity=Severity.HIGH),
    rule(Attribute.ABSENCE, _AWAY, rf"(?:{I_AM}|{WE_ARE})(?:away|out\s+of\s+town|on\s+(?:vacation|holidays?)|abroad)\s+all\s+(?:of\s+)?\w+", as_said, 0.88, Message("stated.away_from_home"), severity=Severity.HIGH),
]  # fmt: skip

RULES: tuple[Rule, ...] = (*AGE, *HOME, *WORK, *LEARNING, *PLACE, *ABSENCE)
