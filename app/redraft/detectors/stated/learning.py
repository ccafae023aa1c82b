"""Rules for education and school, as the author states them."""
# ruff: noqa: E501 - a pattern cut over several lines is harder to read and to change than a long one

from __future__ import annotations

import re

from redraft.detectors.stated.frame import Frame, Guard
from redraft.detectors.stated.rule import I_AM, MY, OPEN, I, Rule, Value, rule
from redraft.domain.attributes import Attribute
from redraft.domain.message import Message

_SUBJECTS = (
    "economics|econ|commerce|finance|accounting|business(?: administration| management| studies)?|marketing|psychology|psych|sociology|philosophy|history|"
    "english(?: literature| lit)?|literature|linguistics|law|medicine|nursing|pharmacy|biology|bio|biochem(?:istry)?|chemistry|chem|physics|maths?|mathematics|"
    "statistics|computer science|comp sci|compsci|cs|software engineering|computer engineering|mechanical engineering|"
    "civil engineering|electrical engineering|chemical engineering|engineering|architecture|design|graphic design|visual arts|fine arts?|arts?|art history|"
    "music|film|theatre|theater|journalism|communications?|media studies|political science|poli sci|international relations|education|physical education|"
    "geography|geology|environmental science|anthropology|archaeology|gastronomy|culinary arts|hospitality|tourism|social work|theology|neuroscience|data science|"
    "machine learning|information systems|it|systems analysis|urban planning|agriculture|veterinary medicine|dentistry|liberal arts|humanities|languages"
)
_LEVELS = (
    r"ph\.?\s?d|doctorate|d\.?phil|postdoc|master'?s|masters|msc|mba|m\.?a\.?|m\.?eng|bachelor'?s|bachelors|bachelor|bsc|b\.?a\.?|undergrad(?:uate)?|"
    r"associate'?s|law|med(?:ical)?|engineering|college|university|uni|four-year|useless|fancy"
)
_OF = rf"(?:\s+(?:degree|diploma))?(?:\s+(?:in|of)\s+(?P<subject>{_SUBJECTS})\b)?"


def _level(word: str) -> str:
    plain = word.replace(".", "").replace("'", "").replace(" ", "")
    if plain.startswith(("phd", "doctor", "dphil", "postdoc")):
        return "PhD"
    if plain.startswith(("master", "msc", "mba", "meng")) or plain == "ma":
        return "master's degree"
    if plain.startswith(("bachelor", "bsc", "undergrad")) or plain == "ba":
        return "bachelor's degree"
    if plain.startswith("assoc"):
        return "associate's degree"
    return "college degree"


def _degree(match: re.Match[str], frame: Frame) -> Value:
    level = _level(match["level"])
    subject = match.groupdict().get("subject")
    return f"{level} in {subject}" if subject else level


def _subject_degree(match: re.Match[str], frame: Frame) -> Value:
    said = match.groupdict().get("level") or ""
    if said in {"bachelor", "master", "phd"}:
        return f"{_level(said)} in {match['subject']}", 0.86
    return f"college degree in {match['subject']}", 0.84


def _studying(match: re.Match[str], frame: Frame) -> Value:
    return f"studying towards a degree in {match['subject']}"


EDUCATION = [
    rule(Attribute.EDUCATION, "degree diploma bachelor bachelor's bachelors master master's masters phd", rf"{OPEN}(?:an?\s+)?(?P<level>degree|diploma|bachelor'?s?|master'?s?|ph\.?d)\s+(?:degree\s+)?(?:in|of)\s+(?P<subject>{_SUBJECTS})\s+here\b", _degree, 0.9, Message("stated.degree")),
    rule(Attribute.EDUCATION, "phd ph d doctorate dphil postdoc", rf"(?:{MY}(?:own\s+)?|{I_AM}(?:doing|writing|finishing|pursuing|starting|working\s+on|defending|in\s+the\s+\w+\s+year\s+of)\s+(?:an?|my|the)\s+|{I_AM}an?\s+(?:\w+\s+)?|(?<![\w'])i\s+(?:have|hold|got|did|finished|earned|completed)\s+(?:an?|my)\s+|{OPEN}(?=[\w.]+\s+(?:student|candidate|defen[sc]e|here|thesis|life|in\b))|(?<=getting\sa\s)|(?<=during\sthe\s))(?P<level>ph\.?\s?d|doctorate|dphil|postdoc)\b(?!\s+(?:advisor|supervisor)s?\s+(?:always|is))(?!\s+in\s+(?:life|overthinking|procrastinat|memes|sarcasm|being)){_OF}", _degree, 0.92, Message("stated.degree_or_towards"), guard=Guard.CLAIM),
    rule(Attribute.EDUCATION, "master master's masters msc mba meng ma bachelor bachelor's bachelors bsc ba undergrad undergraduate associate's degree", rf"(?:{MY}(?:own\s+|recent\s+)?|{I_AM}(?:doing|finishing|pursuing|starting|working\s+on|studying\s+for|getting)\s+(?:an?|my|the)\s+|(?<![\w'])i(?:'ve)?\s+(?:\w+\s+)?(?:have|hold|got|did|finished|earned|completed|received|did)\s+(?:an?|my)\s+|(?<![\w'])i\s+studied\s+for\s+(?:an?|my)\s+|(?:graduated\s+)?with\s+my\s+)(?P<level>master'?s?|msc|mba|m\.?eng|bachelor'?s?|bsc|undergrad(?:uate)?|associate'?s)\b(?!\s+(?:bedroom|bath|plan|key|pad|suite|party|chef|class|copy|days?\s+were|in\s+(?:life|crime)|of\s+(?:none|disguise))){_OF}", _degree, 0.9, Message("stated.degree_or_towards"), guard=Guard.CLAIM),
    rule(Attribute.EDUCATION, "degree diploma major grad bachelor master student", rf"(?:{MY}(?:own\s+|fancy\s+|useless\s+|old\s+|expensive\s+)?|(?<![\w'])i(?:'ve)?\s+(?:have|hold|got|did|finished|earned)\s+(?:an?|my)\s+(?:\w+\s+)?|{OPEN}(?:(?:got|have|had|with)\s+)?(?:an?\s+|my\s+)?)(?P<subject>{_SUBJECTS})\s+(?P<level>degree|diploma|major|grad|bachelor|master|phd|student)(?:'?s)?\b(?!\s+(?:is|are|underrated|overrated|can|should|programs?|holders?|means|doesn't|isn't|would|students?))", _subject_degree, 0.84, Message("stated.degree_in"), guard=Guard.CLAIM),
    rule(Attribute.EDUCATION, "degree diploma", rf"(?:{MY}(?:own\s+|fancy\s+|useless\s+|old\s+)?|(?<![\w'])i(?:'ve)?\s+(?:have|hold|got|did|finished|earned|do\s+have)\s+(?:an?|my)\s+(?:\w+\s+)?|{OPEN}(?:got|have|had|with)\s+an?\s+|(?<=got\sa\s)|(?<=with\sa\s))(?:degree|diploma)\s+(?:in|of)\s+(?P<subject>{_SUBJECTS})\b", _subject_degree, 0.86, Message("stated.degree_in"), guard=Guard.CLAIM),
    rule(Attribute.EDUCATION, "study studying studied major majoring majored student grad", rf"(?:{I}study|{I_AM}(?:(?:also\s+|still\s+)?studying|majoring\s+in)|{OPEN}(?:still\s+|currently\s+)?studying(?!\s+[\w ]{{2,30}}\s(?:isn't|is|can|was|helps?|teaches)\b)|{I_AM}an?\s+)\s*(?P<subject>{_SUBJECTS})(?:\s+(?:student|major)\b|(?=\s*(?:$|[.!,;:)\n…—–-]|at|in|but|and|so|right|now|while|because|rn|here|with|isn't|is|for)))", _studying, 0.88, Message("stated.studies_what")),
    rule(Attribute.EDUCATION, "studied majored graduated", rf"(?:{I}|{OPEN}(?:also\s+)?)(?:studied|majored\s+in|graduated\s+(?:in|with\s+an?))\s+(?P<subject>{_SUBJECTS})\b(?!\s+in\s+(?:high\s+)?school)", lambda m, f: (f"college degree in {m['subject']}", 0.82), 0.82, Message("stated.studied")),
    rule(Attribute.EDUCATION, "student grad sophomore freshman undergrad undergraduate junior", rf"(?:{I_AM}an?\s+|(?:{OPEN}|(?<=,\s))as\s+an?\s+|{OPEN})(?:(?:broke|poor|current|full-time|first-year|second-year|third-year|final-year|third\s+year|final\s+year|stressed|fellow|busy)\s+){{0,2}}(?P<w>(?:college|uni|university|med|law|grad|graduate|undergrad|undergraduate|phd|doctoral|master'?s|high\s+school)\s+(?:student|sophomore|freshman|junior|senior)|undergrad|undergraduate|sophomore|freshman)\b(?=\s*(?:here|myself|[,.!?…;:)(—–\n-]|$|i\b|in\b|at\b|who\b|with\b|and\b|on\b|living|working))", lambda m, f: _student(m["w"]), 0.9, Message("stated.studies")),
    rule(Attribute.EDUCATION, "dropped finished dropout ged", rf"(?:(?<![\w'])i\s+(?:\w+\s+)?(?:dropped\s+out\s+of|never\s+finished|didn't\s+finish|quit)\s+(?P<w>high\s?school|college|uni|university|school|med\s+school|law\s+school|grad\s+school)|{I_AM}an?\s+(?P<d>high\s?school|college|university)\s+drop\s?out)\b", lambda m, f: "no high school diploma" if (m["w"] or m["d"]).replace(" ", "").startswith(("highschool", "school")) else "some college, no degree", 0.92, Message("stated.did_not_finish")),
    rule(Attribute.EDUCATION, "year semester thesis dissertation", rf"(?:{I_AM}in\s+my\s+(?P<y>first|second|third|fourth|final|last|freshman|sophomore|junior|senior|1st|2nd|3rd|4th)\s+(?:year|semester)(?:\s+(?:of|at)\s+(?P<w>college|uni|university|high\s+school|med\s+school|law\s+school|grad\s+school))?|{MY}(?:own\s+)?(?P<th>master'?s\s+thesis|bachelor'?s?\s+thesis|dissertation|thesis))\b", lambda m, f: _year(m), 0.8, Message("stated.how_far_studies"), guard=Guard.CLAIM),
]  # fmt: skip

_NAMED = r"(?:[A-Z][\w'’.&-]+[ ]){1,4}(?:University|College|Academy|High[ ]School|School|Institute|Polytechnic|Elementary)|(?:University|College|Institute)[ ]of[ ][A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+)?|MIT|UCLA|NYU|Harvard|Stanford|Yale|Princeton|Oxford|Cambridge|Berkeley|Columbia|Caltech|LSE|ETH"


def _school(match: re.Match[str], frame: Frame) -> Value:
    name = re.match(_NAMED, frame.text[match.end() : match.end() + 90])
    return (name.group(), 0.9, match.end() + name.end()) if name else None


SCHOOL = [
    rule(Attribute.SCHOOL, "go went attend attended study studied graduated year at from alma student phd degree", rf"(?:{I}(?:go\s+to|went\s+to|attend|attended|graduated\s+from|transferred\s+to|applied\s+to|study\s+(?:\w+\s+)?at|studied\s+(?:\w+\s+)?at|teach\s+at)|{I_AM}(?:studying\s+(?:\w+\s+){{0,2}}at|an?\s+(?:\w+\s+){{1,3}}at|at|in\s+my\s+\w+\s+year\s+at)|{MY}(?:\w+\s+)?(?:phd|degree|bachelor'?s|master'?s|masters|alma\s+mater|time|years?|dorm|professor|classes)\s+(?:at|from|is|in\s+\w+\s+(?:at|from)))\s+(?:the\s+)?(?=\w)", _school, 0.9, Message("stated.school")),
]  # fmt: skip


def _student(word: str) -> str:
    if word.startswith(("phd", "doctoral")):
        return "studying towards a PhD"
    if word.startswith("master"):
        return "studying towards a master's degree"
    if word.startswith("high"):
        return "in high school"
    if word.startswith("grad"):
        return "studying towards a master's degree"
    return "studying towards a bachelor's degree"


def _year(match: re.Match[str]) -> Value:
    thesis = match["th"]
    if thesis:
        return (
            ("studying towards a master's degree", 0.9)
            if "master" in thesis
            else ("studying towards a bachelor's degree", 0.75)
            if "bach" in thesis
            else ("studying towards a degree", 0.7)
        )
    where = match["w"] or "college"
    if where == "high school":
        return "in high school"
    return f"studying towards a degree, {match['y']} year", 0.82 if match["w"] else 0.7


RULES: tuple[Rule, ...] = (*EDUCATION, *SCHOOL)
