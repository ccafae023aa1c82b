from __future__ import annotations

import datetime

import pytest

from redraft.detectors.contract import Context
from redraft.detectors.health import HealthMentions
from redraft.detectors.registry import statements
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Finding, Subject
from redraft.speech.now import worded


def findings(text: str) -> list[Finding]:
    found: list[Finding] = []
    for detector in statements():
        context = Context(text)
        detector.needs(context)
        found += detector.detect(context)
    return found


YEAR = datetime.date.today().year


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("Ran 10k along the canal. Knees hurt, not bad for 43!", "age", "43"),
        ("Happy birthday to me! 30 today, feel 60.", "age", "30"),
        ("Anna (29f) here, long-time lurker.", "age", "29"),
        ("Anna (29f) here, long-time lurker.", "sex", "female"),
        ("I'm the only woman on my team of 14.", "sex", "female"),
        ("can't believe i turn 40 next month", "age", "40"),
        ("Born in 1988 so yeah I remember dial-up.", "age", str(YEAR - 1988)),
        ("Retired last year at 62, and bored already.", "age", "62"),
        ("We graduated high school in 2009!", "age", f"{YEAR - 2009 + 18}-{YEAR - 2009 + 19}"),
        ("Anyone else from the class of 2009?", "age", f"{YEAR - 2009 + 18}-{YEAR - 2009 + 23}"),
        ("Bought my first house at 26 on a teacher's salary.", "occupation", "teacher"),
        ("Got laid off from Initech. 8 years as a data engineer.", "occupation", "data engineer"),
        ("Got laid off from Initech. 8 years as a data engineer.", "employer", "Initech"),
        ("Plumber, 20 years in the trade, fair prices.", "occupation", "plumber"),
        ("Hi, I'm Priya, 2nd year med student.", "occupation", "med student"),
        ("Started a new role as a paralegal at Baker & Dunn last week.", "occupation", "paralegal"),
        ("Started a new role as a paralegal at Baker & Dunn last week.", "employer", "Baker & Dunn"),
        ("Teaching year 4 tomorrow and the projector is broken.", "occupation", "teacher"),
        ("Just started at Initech so I guess I'm in tech now.", "employer", "Initech"),
        ("Working nights at the Amazon warehouse in Leipzig.", "employer", "Amazon"),
        ("Working nights at the Amazon warehouse in Leipzig.", "location", "Leipzig, Germany"),
        ("Before my shift at St. Thomas' I nap.", "employer", "St. Thomas"),
        ("Ex-army, now drive for DPD.", "employer", "DPD"),
        ("On benefits since the accident.", "income", "low"),
        ("Moved from Porto to Zurich last month.", "location", "Zürich, Switzerland"),
        ("Grew up in a tiny village near Cork, now freezing in Winnipeg.", "birthplace", "Cork, Ireland"),
        ("Grew up in a tiny village near Cork, now freezing in Winnipeg.", "location", "Winnipeg, Canada"),
        ("I grew up in Asia, so haggling is expected.", "birthplace", "Asia"),
        ("Seattle folks, who's hiring?", "location", "Seattle, United States"),
        ("I do nails out of my living room in Tampa.", "location", "Tampa, United States"),
        ("I work remote but pay rent in Leeds.", "location", "Leeds, United Kingdom"),
        ("Voted Green again, no regrets.", "politics", "voted green"),
        ("my wife's due in march, any tips?", "family", "expecting a child"),
        ("Currently 34 weeks, second boy, and the heartburn is unreal.", "family", "expecting a child"),
        ("Divorce finalised on Tuesday.", "relationship", "divorced"),
        ("Diagnosed with MS in 2018, still riding my bike.", "health", "MS"),
        ("I'm on sertraline and it changed my life.", "health", "takes sertraline"),
        ("My psychiatrist upped my lithium again.", "health", "takes lithium"),
        ("I've been sober for 3 years today.", "health", "in recovery from an addiction"),
        ("Finally got my HIV results back.", "health", "HIV"),
        ("My therapist says I should journal.", "health", "sees a therapist"),
        ("Three months since the overdose.", "health", "overdose"),
        ("the door code is 4471# by the way", "security_answer", "door code is 4471#"),
        ("my ex has a restraining order against me", "crime", "restraining order against me"),
    ],
)
def test_told_in_passing(text: str, attribute: str, value: str) -> None:
    assert value in {f.best.value for f in findings(text) if f.attribute.value == attribute}


@pytest.mark.parametrize(
    "text",
    [
        "I was not diagnosed with anything in the end.",
        "My friend got laid off from Intel.",
        "He is on sertraline now and much happier.",
        "If I turn 40 next year I'll throw a party.",
        "My dog is not bad for 17.",
        "The old laptop is not bad for 16.",
        "12 today, 14 tomorrow, finally spring.",
        "Just started at level 5 and already dead.",
        "Berlin people are rude.",
        "To people who push in: who raised you?",
        "Nobody could live on a nurse's wage. It is a scandal.",
        "The car ran fine for 20 years as a taxi.",
        "Two years as a dog owner taught me patience.",
        "She graduated from Yale in 2001.",
        "I'm the only man for the job.",
        "clean for 3 days: my kitchen, finally",
        "The engine has been clean for 3 years.",
        "Voted best burger in town!",
        "Voted reform of the year.",
        "On disability rights I agree with you.",
        "My physical therapist is great.",
        "The door code is wrong.",
        "The applicant, born in 1926, is a retired judge.",
    ],
)
def test_no_word_about_the_author(text: str) -> None:
    told = {
        Attribute.AGE,
        Attribute.EMPLOYER,
        Attribute.HEALTH,
        Attribute.SEX,
        Attribute.LOCATION,
        Attribute.POLITICS,
        Attribute.SECURITY_ANSWER,
    }
    assert [f for f in findings(text) if f.attribute in told and f.subject is Subject.AUTHOR] == []


def test_health_told_without_a_subject_is_the_authors() -> None:
    (found,) = HealthMentions().detect(Context("Diagnosed with depression last year, my doctor changed my meds."))
    assert (found.best.value, found.subject) == ("depression", Subject.AUTHOR)


def test_a_medicine_counts_as_health() -> None:
    (found,) = [f for f in findings("I take metformin.") if f.attribute is Attribute.HEALTH]
    assert (found.severity, found.kind) == (Severity.HIGH, "physical")
    assert "article 9" in worded(found.why)
