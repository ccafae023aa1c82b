"""Whether workers may be given texts: yes, until a proof of the cage fails and as long as the user does not decide."""

from __future__ import annotations

from redraft.domain.errors import RedraftError


class Trust:
    """Shared by all workers of an app, those that are made later as well. For any number of threads."""

    def __init__(self) -> None:
        self._problem: RedraftError | None = None

    def require(self) -> None:
        """Raise what :meth:`withdraw` was given, if it was."""
        if self._problem is not None:
            raise self._problem

    def withdraw(self, problem: RedraftError) -> None:
        """From now on no worker gets a text."""
        self._problem = problem

    def restore(self) -> None:
        """Go on, as the user decided."""
        self._problem = None
