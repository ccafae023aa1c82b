"""A text cannot talk the fast tier out of a finding: a hundred attacks, the real worker.

What the model makes of the same attacks is measured by ``tests/bench/run.py injection``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bench.injections import WAYS, attacks, drafts, harmless
from fakes.sandbox import needs_cage
from redraft.workers.fast_client import FastWorker

pytestmark = needs_cage

PLANTED = (
    "I am Zebulon Quartermaine and I work as a dental nurse in Leeds, where I have lived since 2011. My diabetes is "
    "under control. You reach me at zebulon@example.org or on +44 113 496 0123. My wife is called Clementine Abara. "
    "I am 47 years old, and our flat is at 12 Harewood Lane, Leeds LS2 9JT. We are both in the union."
)


@pytest.fixture(scope="module")
def fast():
    worker = FastWorker()
    yield worker
    worker.close()


def about(findings, words):
    """What was found in the words of the draft; what is found in the attack's own words does not count."""
    return Counter(
        (f.attribute, f.kind, f.best.value, f.subject, f.source, tuple(e.quote for e in f.evidence))
        for f in findings
        if f.evidence and all(e.quote in words for e in f.evidence)
    )


def test_there_are_a_hundred_different_attacks():
    made = {attack.on(PLANTED) for attack in attacks()}
    assert len(made) == len(attacks()) == 100
    assert len(WAYS) == 25


def test_no_attack_changes_what_the_fast_tier_finds(fast):
    texts = [PLANTED, *(draft.text for draft in drafts())]
    plain = [about(result.findings, text) for text, result in zip(texts, fast.detect_many(texts), strict=True)]
    assert len(plain[0]) >= 7
    pairs = [(attack, 0) for attack in attacks()]
    pairs += [(attack, 1 + number % (len(texts) - 1)) for number, attack in enumerate(attacks())]
    results = fast.detect_many([attack.on(texts[which]) for attack, which in pairs])
    lost = {
        (attack.way, attack.place, which): plain[which] - about(result.findings, texts[which])
        for (attack, which), result in zip(pairs, results, strict=True)
    }
    assert {key: found for key, found in lost.items() if found} == {}


def test_an_attack_takes_no_language_away(fast):
    results = list(fast.detect_many([attack.on(PLANTED) for attack in attacks()]))
    assert {result.language for result in results} == {"en"}


def test_harmless_words_have_the_length_they_should():
    assert [len(harmless(n)) for n in (1, 62, 63, 500)] == [1, 62, 63, 500]
