from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redraft.detectors.contract import Context
from redraft.detectors.registry import statements
from redraft.detectors.stated.detector import StatedFacts
from redraft.domain.finding import Finding


def found(text: str) -> dict[str, str]:
    return {f.attribute.value: f.best.value for f in findings(text)}


def findings(text: str) -> list[Finding]:
    detector, context = StatedFacts(), Context(text)
    detector.needs(context)
    return list(detector.detect(context))


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("I'm 34 and tired.", "age", "34"),
        ("Turning 40 next week!", "age", "40"),
        ("I'm in my late twenties.", "age", "27-29"),
        ("As a mom of two I never sleep.", "sex", "female"),
        ("As a mom of two I never sleep.", "family", "has 2 children"),
        ("Definitely fewer obstacles as a dude in tech.", "sex", "male"),
        ("My wife hates it.", "relationship", "married"),
        ("my ex-husband kept the dog", "relationship", "divorced"),
        ("my late wife loved it", "relationship", "widowed"),
        ("We got engaged!", "relationship", "engaged"),
        ("my boyfriend cooks", "relationship", "in relationship"),
        ("I live in Leeds.", "location", "Leeds, United Kingdom"),
        ("rain again here in gothenburg, sigh", "location", "Gothenburg, Sweden"),
        ("I'm a 34-year-old nurse in Leeds.", "occupation", "nurse"),
        ("I'm a 34-year-old nurse in Leeds.", "location", "Leeds, United Kingdom"),
        ("I grew up in Glasgow.", "birthplace", "Glasgow, United Kingdom"),
        ("As a nurse I see this daily.", "occupation", "nurse"),
        ("I work as a security guard.", "occupation", "security guard"),
        ("pe teacher here - same", "occupation", "pe teacher"),
        ("I teach third grade.", "occupation", "third grade teacher"),
        ("I work at Google.", "employer", "Google"),
        ("My PhD in physics took ages.", "education", "PhD in physics"),
        ("I dropped out of high school.", "education", "no high school diploma"),
        ("I went to Stanford.", "school", "Stanford"),
        ("I make 45k a year.", "income", "middle (45k a year)"),
        ("I make $14 an hour.", "income", "low ($14 an hour)"),
        ("I'm pregnant!", "family", "expecting a child"),
        ("I'm a practicing Catholic.", "religion", "Catholic"),
        ("I voted Labour.", "politics", "voted labour"),
        ("I'm bisexual.", "orientation", "bisexual"),
        ("I'm a union rep.", "union", "member of a trade union"),
        ("Off to Bali until the 12th.", "absence", "Off to Bali until the 12th"),
        ("Every morning at 6 I run along the canal.", "routine", "Every morning at 6 I run along the canal"),
    ],
)
def test_states(text: str, attribute: str, value: str) -> None:
    assert found(text).get(attribute) == value


@pytest.mark.parametrize(
    "text",
    [
        "I'm not a doctor.",
        "If I were married I'd know.",
        "If I'm a nurse, then you're the pope.",
        "I wish I was 20 again.",
        "I wish I'm 20 when I wake up.",
        "My friend thinks I'm a doctor.",
        "> I'm 34 and a nurse",
        'He wrote "I live in Leeds" on the wall.',
        "RT @someone I'm a nurse",
        "I'm 20 minutes late and 5 miles away.",
        "I'm 34 weeks in.",
        "I'm 100% sure.",
        "I'm a huge fan.",
        "Single malt is great.",
        "Imagine my future wife!",
        "As a doctor, you should know.",
        "I'm a sucker for coffee.",
    ],
)
def test_does_not_state(text: str) -> None:
    assert findings(text) == []


def test_the_parser_clears_a_doubt() -> None:
    text = "Not sure if it helps but I'm a nurse."
    assert found(text) == {"occupation": "nurse"}


def test_the_parser_is_asked_only_in_doubt() -> None:
    detector = StatedFacts()
    assert not detector.needs(Context("I'm a nurse here in Leeds."))
    assert not detector.needs(Context("Nothing if not tidy."))
    assert detector.needs(Context("If only I thought I'm a nurse."))


_WORDS = ["I'm", "a", "nurse", "my", "wife", "34", "in", "Leeds", "not", "if", "born", "work", "as"]
ORDINARY = st.lists(st.sampled_from(_WORDS) | st.text(max_size=8), max_size=30)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200) | ORDINARY.map(" ".join))
def test_any_text_gives_exact_quotes(text: str) -> None:
    for detector in statements():
        context = Context(text)
        detector.needs(context)
        for finding in detector.detect(context):
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
