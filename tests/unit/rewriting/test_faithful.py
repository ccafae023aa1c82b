"""Two hundred rewordings, good and bad, of sentences of our own: the bad ones are refused for the right reason."""

from __future__ import annotations

import pytest

from redraft.rewriting import faithful

CASES = [
    ("I have worked at CERN since the lab opened.", "at CERN", "in research"),
    ("We met at the chess club in Bergen last autumn.", "the chess club in Bergen", "a club"),
    ("My sister is not well since her stroke.", "her stroke", "her illness"),
    ("he never told anyone about his diabetes lol", "his diabetes", "his condition"),
    ("The kids love the pool behind St Olave's.", "the pool behind St Olave's", "a pool nearby"),
    ("Can't wait for Oktoberfest with the team!", "Oktoberfest", "the party"),
    ("I always take the 7:15 from Didcot.", "the 7:15 from Didcot", "an early train"),
    ("She got her pilot licence and never looked back.", "got her pilot licence", "learned a new skill"),
    ("Without my insulin pump I would be lost.", "insulin pump", "device"),
    ("no one at Deloitte answers mails after six", "at Deloitte", "at work"),
    (
        "Finally done grading my third graders' homework, time for tea.",
        "grading my third graders' homework",
        "with work",
    ),
    ("Our rabbi gave a good talk about patience.", "Our rabbi", "Somebody"),
    ("I hate that my flat in Leith is so damp.", "my flat in Leith", "my place"),
    ("We usually vote Green around here.", "vote Green", "vote the same way"),
    ("my ex, a dentist in Cork, kept the dog", "a dentist in Cork", "as it happens"),
    ("The ward was busy, as it is every Friday.", "The ward", "Work"),
    ("Is anyone else at Glastonbury right now?", "at Glastonbury", "out"),
    ("I passed the bar exam on the second try!", "the bar exam", "a hard exam"),
    ("Nobody in my unit slept before the exercise.", "my unit", "my group"),
    ("Mum keeps bees near Hexham and sells honey.", "near Hexham", "in the country"),
]
SPOILT = {
    "unchanged": lambda sentence, quote, _: (sentence, quote),
    "keeps the words": lambda sentence, quote, _: (f"{sentence} Really, {quote}!", quote),
    "brings in a number": lambda sentence, quote, new: (sentence.replace(quote, f"{new} of 48"), quote),
    "brings in a number ": lambda sentence, quote, new: (sentence.replace(quote, f"{new} for seventeen"), quote),
    "brings in a name": lambda sentence, quote, new: (sentence.replace(quote, f"{new} like Priscilla"), quote),
    "brings in a fact": lambda sentence, quote, new: (sentence.replace(quote, f"{new} as a plumber"), quote),
    "changes a negation": lambda sentence, quote, new: (f"{sentence.replace(quote, new)} or not", quote),
    "grows": lambda sentence, quote, new: (sentence.replace(quote, new) + " and so on" * 9, quote),
}


@pytest.mark.parametrize("reason", SPOILT)
@pytest.mark.parametrize(("sentence", "quote", "new"), CASES)
def test_a_spoilt_rewording_is_refused_for_its_reason(sentence, quote, new, reason):
    reworded, gone = SPOILT[reason](sentence, quote, new)
    assert reason.strip() in faithful.problems(sentence, gone, reworded)


@pytest.mark.parametrize(("sentence", "quote", "new"), CASES)
def test_a_vaguer_wording_may_stand(sentence, quote, new):
    assert faithful.problems(sentence, quote, sentence.replace(quote, new)) == ()
    assert faithful.replacement(sentence, quote, f'"{new}"') == new


@pytest.mark.parametrize(("sentence", "quote", "new"), CASES)
def test_what_was_said_becomes_no_other_sentence(sentence, quote, new):
    assert faithful.replacement(sentence, quote, None) is None
    assert faithful.replacement(sentence, "words that are not there", new) is None


@pytest.mark.parametrize(
    ("original", "reworded"),
    [
        ("I love my job at the mill.", "I hate my job at work."),
        ("It was a good year at the mill.", "It was a bad year at work."),
        ("We always ate at the mill.", "We rarely ate at work."),
    ],
)
def test_the_opposite_is_refused(original, reworded):
    assert faithful.problems(original, "the mill", reworded) == ("says the opposite",)


@pytest.mark.parametrize("said", ["with my friend", "travel to", "", "  "])
def test_words_that_do_not_fit_into_the_gap_are_refused(said):
    assert faithful.replacement("I cook with my cousin Ada.", "my cousin Ada", said) is None
    assert faithful.replacement("I cook with my cousin Ada.", "my cousin Ada", "somebody") == "somebody"
