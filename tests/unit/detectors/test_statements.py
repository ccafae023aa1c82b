from __future__ import annotations

import pytest

from redraft.detectors.bystanders import Bystanders
from redraft.detectors.contract import Context, Detector
from redraft.detectors.health import HealthMentions, classify
from redraft.detectors.sensitive import Sensitive
from redraft.domain.attributes import Severity
from redraft.domain.finding import Finding, Subject
from redraft.speech.now import worded


def findings(detector: Detector, text: str) -> list[Finding]:
    return list(detector.detect(Context(text)))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("My bank balance nearly gave me a heart attack!", "figurative"),
        ("In a stroke of luck I found my keys.", "figurative"),
        ("I was diagnosed with depression last year and my doctor changed my meds.", "health"),
        ("My mom has cancer and she is in the hospital.", "health"),
        ("Researchers find new treatment linked to reduced risk of asthma in patients", "other"),
    ],
)
def test_a_real_mention_is_told_from_figures_and_news(text: str, label: str) -> None:
    chances = classify(text)
    assert max(chances, key=lambda name: chances[name]) == label
    assert sum(chances.values()) == pytest.approx(1.0)


def test_whose_health_it_is() -> None:
    found = findings(HealthMentions(), "I was diagnosed with depression last year and my mom has cancer.")
    assert [(f.best.value, f.subject, f.person) for f in found] == [
        ("depression", Subject.AUTHOR, ""),
        ("cancer", Subject.RELATIVE, "your mom"),
    ]
    assert all(f.severity is Severity.HIGH and "article 9" in worded(f.why) for f in found)


@pytest.mark.parametrize(
    "text", ["I don't have diabetes.", "She has OCD.", 'He said "I have cancer" to me.', "Cancer is sad."]
)
def test_no_health_of_anybody_known(text: str) -> None:
    assert findings(HealthMentions(), text) == []


@pytest.mark.parametrize(
    ("text", "attribute", "kind", "severity"),
    [
        ("My first pet was named Rex.", "security_answer", "pet", Severity.CRITICAL),
        ("My mother's maiden name is Smith.", "security_answer", "maiden-name", Severity.CRITICAL),
        ("My first car was a Corolla.", "security_answer", "first-car", Severity.CRITICAL),
        ("I grew up on Maple Street.", "security_answer", "street", Severity.CRITICAL),
        ("I was arrested in 2010.", "crime", "", Severity.HIGH),
        ("I was mugged last week.", "crime", "victim", Severity.HIGH),
        ("We're in debt again.", "finance", "situation", Severity.MEDIUM),
        ("My son is 7.", "children", "child-age", Severity.HIGH),
        ("My daughter goes to Hilltop elementary school.", "children", "child-place", Severity.HIGH),
    ],
)
def test_sensitive(text: str, attribute: str, kind: str, severity: Severity) -> None:
    found = findings(Sensitive(), text)
    assert [(f.attribute.value, f.kind, f.severity) for f in found] == [(attribute, kind, severity)]
    assert worded(found[0].why).endswith(".")


@pytest.mark.parametrize("text", ["I was never arrested.", "My first pet peeve is noise.", "If I was arrested?"])
def test_not_sensitive(text: str) -> None:
    assert findings(Sensitive(), text) == []


@pytest.mark.parametrize(
    ("text", "attribute", "value", "subject", "person"),
    [
        ("My sister is a nurse.", "occupation", "nurse", Subject.RELATIVE, "your sister"),
        ("my brother lives in Paris", "location", "Paris, France", Subject.RELATIVE, "your brother"),
        ("My boss is gay.", "orientation", "gay", Subject.BYSTANDER, "your boss"),
        ("My friend Tom got arrested.", "crime", "arrested", Subject.BYSTANDER, "your friend Tom"),
        ("My daughter is 9.", "age", "9", Subject.RELATIVE, "your daughter"),
        ("My cousin is pregnant!", "family", "pregnant", Subject.RELATIVE, "your cousin"),
        ("My neighbour is Muslim.", "religion", "Muslim", Subject.BYSTANDER, "your neighbour"),
    ],
)
def test_bystanders(text: str, attribute: str, value: str, subject: Subject, person: str) -> None:
    found = {f.attribute.value: f for f in findings(Bystanders(), text)}
    assert (found[attribute].best.value, found[attribute].subject, found[attribute].person) == (value, subject, person)


def test_two_predicates_of_one_person() -> None:
    found = findings(Bystanders(), "My sister Anna is a nurse and lives in Leeds.")
    assert {f.attribute.value: f.best.value for f in found} == {
        "name": "Anna",
        "occupation": "nurse",
        "location": "Leeds, United Kingdom",
    }
    assert len({f.entity for f in found}) == 1


def test_children_weigh_more() -> None:
    assert all(f.severity is Severity.HIGH for f in findings(Bystanders(), "My son Max is 7."))
