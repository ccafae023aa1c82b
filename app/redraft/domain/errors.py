"""What can go wrong, in words for the person in front of the screen."""

from __future__ import annotations

from redraft.domain.message import NOTHING, Message


class RedraftError(Exception):
    """A problem that the user can understand and do something about.

    ``problem`` says what is wrong and ``remedy`` what to do. Neither ever contains text of a user: it may end on a
    screen that somebody else sees. A path that the user typed may be named on the command line. As a string, which may
    end in a log, an error is its code.
    """

    def __init__(self, problem: Message, remedy: Message = NOTHING) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.remedy = remedy


class InputError(RedraftError):
    """What was given cannot be read or checked."""


class ModelError(RedraftError):
    """There is no usable model, or the model file is not what it should be."""


class FetchError(RedraftError):
    """A model could not be installed."""


class WorkerError(RedraftError):
    """A child process failed, was killed or did not answer."""


class Cancelled(RedraftError):
    """The user, or a newer request, asked to stop."""

    def __init__(self) -> None:
        super().__init__(Message("stopped"))


class SandboxError(RedraftError):
    """The isolation that was promised is not in place."""


class StoreError(RedraftError):
    """The encrypted store cannot be opened, read or written."""
