"""Who might read it. What each knows and what hurts is a judgement, kept here so that it can be argued with."""

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Audience

_ARTICLE_9 = {
    Attribute.HEALTH,
    Attribute.RELIGION,
    Attribute.POLITICS,
    Attribute.ETHNICITY,
    Attribute.ORIENTATION,
    Attribute.UNION,
    Attribute.BIOMETRIC,
}
_REACH = {
    Attribute.CONTACT,
    Attribute.DOCUMENT,
    Attribute.FINANCE,
    Attribute.SECURITY_ANSWER,
    Attribute.WHEREABOUTS,
    Attribute.ABSENCE,
    Attribute.CHILDREN,
}

STRANGERS = Audience("strangers", frozenset(), frozenset(_REACH | _ARTICLE_9))
EMPLOYER = Audience(
    "employer",
    frozenset(
        {
            Attribute.NAME,
            Attribute.EMPLOYER,
            Attribute.OCCUPATION,
            Attribute.LOCATION,
            Attribute.EDUCATION,
            Attribute.CONTACT,
            Attribute.AGE,
            Attribute.SEX,
        }
    ),
    frozenset(_ARTICLE_9 | {Attribute.CRIME, Attribute.FAMILY, Attribute.CHILDREN}),
)
ADVERTISER = Audience(
    "advertiser",
    frozenset({Attribute.LOCATION, Attribute.DEVICE}),
    frozenset(_ARTICLE_9 | {Attribute.INCOME, Attribute.FINANCE, Attribute.FAMILY}),
)
ACQUAINTANCE = Audience(
    "someone who knows me",
    frozenset(
        {Attribute.NAME, Attribute.LOCATION, Attribute.AGE, Attribute.SEX, Attribute.CONTACT, Attribute.RELATIONSHIP}
    ),
    frozenset(
        _ARTICLE_9
        | {Attribute.ABSENCE, Attribute.CRIME, Attribute.FINANCE, Attribute.INCOME, Attribute.SECURITY_ANSWER}
    ),
)
BY_NAME = {"strangers": STRANGERS, "employer": EMPLOYER, "advertisers": ADVERTISER, "acquaintance": ACQUAINTANCE}
"""As people name them on the command line."""
