"""What a rewording costs."""

from __future__ import annotations

from redraft.usecases.cost import cost, likeness, reading_ease


def test_an_untouched_text_costs_nothing():
    text = "Where do you buy tea? I like tea."
    same = cost(text, text, 1.0)
    assert (same.similarity, same.questions) == (1.0, (1, 1))
    assert same.readability[0] == same.readability[1]


def test_a_lost_question_is_counted():
    lost = cost("Where do you buy tea? I like it. Who else sings in choirs?", "Where do you buy tea? I like it.", 0.6)
    assert lost.questions == (2, 1)
    assert 0 < lost.similarity < 1


def test_likeness_goes_by_content_words():
    assert likeness("I walked home", "walking home, was I?") == 1.0
    assert likeness("tea", "coffee") == 0.0


def test_short_words_read_more_easily():
    assert reading_ease("The cat sat. It was warm.") > reading_ease(
        "Notwithstanding considerable administrative delay."
    )
