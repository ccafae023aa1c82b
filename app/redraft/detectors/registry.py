"""The detectors of the fast tier. Order does not matter: overlaps are settled by score and kind."""

from __future__ import annotations

from redraft.detectors.addresses import Addresses
from redraft.detectors.bystanders import Bystanders
from redraft.detectors.checked import Checked
from redraft.detectors.contacts import Contacts
from redraft.detectors.contract import Detector
from redraft.detectors.entities import Entities
from redraft.detectors.forms import Forms
from redraft.detectors.health import HealthMentions
from redraft.detectors.mentions import Mentions
from redraft.detectors.organisations import Organisations
from redraft.detectors.people import People
from redraft.detectors.stated.detector import StatedFacts
from redraft.detectors.trades import Trades
from redraft.detectors.unlisted import Unlisted


def identifiers() -> tuple[Detector, ...]:
    """What names or narrows down, in the words themselves."""
    return (
        Contacts(),
        Checked(),
        Forms("codes", every_language=True),
        Addresses(),
        Forms("dates", every_language=True),
        Forms("quantities", every_language=True),
        People(),
        Organisations(),
        Entities(),
        Unlisted(),
        Mentions(),
        Trades(),
    )


def statements() -> tuple[Detector, ...]:
    """What the text says about its author and the people around them."""
    return (StatedFacts(), HealthMentions(), Bystanders())


def detectors() -> tuple[Detector, ...]:
    """One of each."""
    return (*identifiers(), *statements())
