"""What the detectors of statements do beyond their patterns: guards, parser, whose health, other people."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft import languages
from redraft.detectors.bystanders import Bystanders
from redraft.detectors.contract import Context, Detector
from redraft.detectors.health import HealthMentions, classify
from redraft.detectors.registry import statements
from redraft.detectors.stated.detector import StatedFacts
from redraft.domain.attributes import Attribute, Severity
from redraft.domain.finding import Finding, Source, Subject
from redraft.speech.now import worded


def findings(detector: Detector, text: str) -> list[Finding]:
    context = Context(text)
    detector.needs(context)
    return list(detector.detect(context))


@pytest.mark.parametrize(
    "text",
    [
        "If I'm a roofer, then you're the pope.",
        "I wish I'm 20 when I wake up.",
        "> I'm 47 and a roofer",
        'She wrote "I live in Leeds" on the wall.',
        "RT @someone I'm a roofer",
        "If my husband were here he'd laugh.",
        "In this novel I'm a widow.",
    ],
)
def test_what_is_not_the_authors_own_word_is_not_told(text: str) -> None:
    assert findings(StatedFacts(), text) == []


def test_the_parser_clears_a_doubt() -> None:
    found = findings(StatedFacts(), "No idea if it matters here but I'm a roofer.")
    assert [f.best.value for f in found] == ["roofer"]


def test_the_parser_is_asked_only_in_doubt() -> None:
    detector = StatedFacts()
    assert not detector.needs(Context("I'm a roofer here in Leeds."))
    assert not detector.needs(Context("Nothing if not tidy."))
    assert detector.needs(Context("If only I thought I'm a roofer."))


def test_what_hurts_says_so() -> None:
    (found,) = findings(StatedFacts(), "My first hamster was called Pickle.")
    assert (found.severity, found.source, found.kind) == (Severity.CRITICAL, Source.SENSITIVE, "pet")
    (found,) = findings(StatedFacts(), "I take metformin.")
    assert (found.attribute, found.severity, found.kind) == (Attribute.HEALTH, Severity.HIGH, "physical")
    assert "article 9" in worded(found.why)


_WORDS = ["I'm", "a", "nurse", "my", "wife", "34", "in", "Leeds", "not", "if", "born", "work", "as"]
ORDINARY = st.lists(st.sampled_from(_WORDS) | st.text(max_size=8), max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200) | ORDINARY.map(" ".join))
def test_any_text_gives_exact_quotes(text: str) -> None:
    for detector in statements():
        for finding in findings(detector, text):
            for evidence in finding.evidence:
                assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "unit",
    ["a", "@", "(", "1", "i'm a ", "my wife ", "I work as ", "as a ", '"', "my sister is a ", "every day i ", "İ", " "],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        for detector in statements():
            context = Context(text)
            detector.needs(context)
            if not isinstance(
                detector, StatedFacts
            ):  # its patterns ran above; the parser sees 2,000 code points at most
                list(detector.detect(context))
        return time.process_time() - start

    seconds(500)
    small, large = min(seconds(4_000) for _ in range(3)), min(seconds(32_000) for _ in range(3))
    assert large < max(small * 24, 1.0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The price of that lamp almost gave me a stroke!", "figurative"),
        ("By a stroke of luck the shop was open.", "figurative"),
        ("I was diagnosed with asthma in spring and my doctor gave me an inhaler.", "health"),
        ("My grandmother has dementia and she is in the hospital.", "health"),
        ("Scientists find new treatment linked to reduced risk of migraine in patients", "other"),
    ],
)
def test_a_real_mention_is_told_from_figures_and_news(text: str, label: str) -> None:
    chances = classify(text, languages.default())
    assert max(chances, key=lambda name: chances[name]) == label
    assert sum(chances.values()) == pytest.approx(1.0)


def test_whose_health_it_is() -> None:
    found = findings(HealthMentions(), "I was diagnosed with asthma in spring and my aunt has diabetes.")
    assert [(f.best.value, f.subject, f.person) for f in found] == [
        ("asthma", Subject.AUTHOR, ""),
        ("diabetes", Subject.RELATIVE, "your aunt"),
    ]
    assert all(f.severity is Severity.HIGH and "article 9" in worded(f.why) for f in found)


def test_health_told_without_a_subject_is_the_authors() -> None:
    (found,) = findings(HealthMentions(), "Diagnosed with asthma in spring, my doctor changed my meds.")
    assert (found.best.value, found.subject) == ("asthma", Subject.AUTHOR)


@pytest.mark.parametrize(
    "text", ["I don't have asthma.", "He has migraines.", 'She said "I have cancer" to me.', "Dementia is sad."]
)
def test_no_health_of_anybody_known(text: str) -> None:
    assert findings(HealthMentions(), text) == []


@pytest.mark.parametrize(
    ("text", "attribute", "value", "subject", "person"),
    [
        ("My aunt is a judge.", "occupation", "judge", Subject.RELATIVE, "your aunt"),
        ("My mate Tom got arrested.", "crime", "arrested", Subject.BYSTANDER, "your mate Tom"),
        ("My roommate is Buddhist.", "religion", "Buddhist", Subject.BYSTANDER, "your roommate"),
    ],
)
def test_bystanders(text: str, attribute: str, value: str, subject: Subject, person: str) -> None:
    found = {f.attribute.value: f for f in findings(Bystanders(), text)}
    assert (found[attribute].best.value, found[attribute].subject, found[attribute].person) == (value, subject, person)


def test_two_predicates_of_one_person() -> None:
    found = findings(Bystanders(), "My brother Paul is a welder and lives in Graz.")
    assert {f.attribute.value: f.best.value for f in found} == {
        "name": "Paul",
        "occupation": "welder",
        "location": "Graz, Austria",
    }
    assert len({f.entity for f in found}) == 1


def test_children_weigh_more() -> None:
    assert all(f.severity is Severity.HIGH for f in findings(Bystanders(), "My nephew Leo is 6."))
