"""What is read and started while something else is waited for; what goes wrong is said by who needs it then."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from redraft.detectors.title_language import identify
from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.finding import Basis, Finding, Guess, Source
from redraft.domain.message import NOTHING
from redraft.exposure.anonymity import assess
from redraft.music.catalogue import artists


def behind(*works: Callable[[], None]) -> None:
    """Do each on a thread of its own, which a process that ends waits for.

    A thread that Python ends by force while it is in a library of C++, such as numpy, aborts the process (exit 134).
    What waits for a worker is let go of when that is closed.
    """
    for work in works:
        threading.Thread(target=_quietly, args=(work,), name="redraft-warm").start()


def statistics() -> None:
    """Read the tables of exposure once."""
    guess = (Guess("Leeds, United Kingdom", 0.9),)
    assess((Finding.make(Attribute.LOCATION, guess, (), source=Source.STATED, basis=Basis.STATED, why=NOTHING),))


def music() -> None:
    """Read the lists of artists, and what tells languages apart."""
    artists()
    identify("nad tatrou sa blýska hromy divo bijú")


def _quietly(work: Callable[[], None]) -> None:
    with contextlib.suppress(RedraftError):
        work()
