"""What to do about an archive, one topic after the other."""

from __future__ import annotations

from redraft.domain.advice import steps
from redraft.domain.attributes import Attribute
from redraft.domain.profile import Cut


def cut(attribute: Attribute, *items: int, reached: bool = True) -> Cut[int]:
    return Cut(attribute, 0.5, items, 0.9, 0.1 if reached else 0.7, reached)


def test_what_hurts_most_comes_first_then_what_takes_the_fewest_posts_and_the_hopeless_last() -> None:
    made = steps((), [cut(Attribute.SEX, 1), cut(Attribute.LOCATION, 2, 3), cut(Attribute.OCCUPATION, 4),
                      cut(Attribute.HEALTH, 5, 6, reached=False), cut(Attribute.RELIGION, 7)])  # fmt: skip
    assert [step.attribute for step in made] == [
        Attribute.RELIGION, Attribute.OCCUPATION, Attribute.LOCATION, Attribute.SEX, Attribute.HEALTH
    ]  # fmt: skip


def test_no_post_is_named_twice_and_what_comes_along_is_said_where_it_is_done() -> None:
    made = steps((), [cut(Attribute.LOCATION, 1, 2, 3), cut(Attribute.OCCUPATION, 2, 4), cut(Attribute.SEX, 3, 4)])
    assert [(step.attribute, step.items, step.along) for step in made] == [
        (Attribute.OCCUPATION, (2, 4), ()),
        (Attribute.LOCATION, (1, 3), (Attribute.SEX,)),
    ]
    assert steps((), [cut(Attribute.SEX)]) == ()
