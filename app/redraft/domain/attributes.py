"""What a text can reveal about a person."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Attribute(StrEnum):
    """A thing that can be known about a person.

    The first eight are those of SynthPAI (arXiv 2406.07217) and are inferred by the model for every text; the next
    group is inferred when something points to it; the rest is found in the words themselves by the fast tier.
    """

    AGE = "age"
    SEX = "sex"
    LOCATION = "location"
    BIRTHPLACE = "birthplace"
    OCCUPATION = "occupation"
    EDUCATION = "education"
    INCOME = "income"
    RELATIONSHIP = "relationship"

    HEALTH = "health"
    RELIGION = "religion"
    POLITICS = "politics"
    ETHNICITY = "ethnicity"
    ORIENTATION = "orientation"
    FAMILY = "family"
    EMPLOYER = "employer"
    SCHOOL = "school"
    WHEREABOUTS = "whereabouts"
    ABSENCE = "absence"

    NAME = "name"
    CONTACT = "contact"
    ACCOUNT = "account"
    DOCUMENT = "document"
    FINANCE = "finance"
    DEVICE = "device"
    DATE = "date"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    QUANTITY = "quantity"
    TITLE = "title"
    ROUTINE = "routine"
    CHILDREN = "children"
    CRIME = "crime"
    UNION = "union"
    BIOMETRIC = "biometric"
    SECURITY_ANSWER = "security_answer"
    LANGUAGE = "language"
    PERSONALITY = "personality"


SYNTHPAI = (
    Attribute.AGE,
    Attribute.SEX,
    Attribute.RELATIONSHIP,
    Attribute.EDUCATION,
    Attribute.OCCUPATION,
    Attribute.INCOME,
    Attribute.LOCATION,
    Attribute.BIRTHPLACE,
)
"""The eight attributes that are always asked, in the order of the benchmark."""

EXTENDED = (
    Attribute.HEALTH,
    Attribute.RELIGION,
    Attribute.POLITICS,
    Attribute.ETHNICITY,
    Attribute.ORIENTATION,
    Attribute.FAMILY,
    Attribute.EMPLOYER,
    Attribute.SCHOOL,
    Attribute.WHEREABOUTS,
    Attribute.ABSENCE,
)
"""Attributes that the model is asked about in the full pass only."""


class Severity(IntEnum):
    """How much it can hurt when a stranger knows this. Ordered: a higher value hurts more."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


_SEVERITY = {
    Severity.CRITICAL: (
        Attribute.DOCUMENT,
        Attribute.FINANCE,
        Attribute.SECURITY_ANSWER,
    ),
    Severity.HIGH: (
        Attribute.CONTACT,
        Attribute.NAME,
        Attribute.HEALTH,
        Attribute.RELIGION,
        Attribute.POLITICS,
        Attribute.ETHNICITY,
        Attribute.ORIENTATION,
        Attribute.UNION,
        Attribute.BIOMETRIC,
        Attribute.CRIME,
        Attribute.CHILDREN,
        Attribute.ABSENCE,
        Attribute.WHEREABOUTS,
        Attribute.DEVICE,
    ),
    Severity.MEDIUM: (
        Attribute.LOCATION,
        Attribute.BIRTHPLACE,
        Attribute.OCCUPATION,
        Attribute.INCOME,
        Attribute.EMPLOYER,
        Attribute.SCHOOL,
        Attribute.RELATIONSHIP,
        Attribute.FAMILY,
        Attribute.ACCOUNT,
        Attribute.ROUTINE,
        Attribute.AGE,
    ),
}
_BY_ATTRIBUTE = {attribute: severity for severity, group in _SEVERITY.items() for attribute in group}


def severity_of(attribute: Attribute) -> Severity:
    """The usual severity of an attribute, when nothing more is known about the finding.

    Critical: lets somebody act in the person's name or take their money. High: special categories of GDPR article 9,
    children, crime, and what lets a stranger turn up or get in touch. Medium: narrows people down a lot. Low: the rest.
    """
    return _BY_ATTRIBUTE.get(attribute, Severity.LOW)
