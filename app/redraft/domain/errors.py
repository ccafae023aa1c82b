"""What can go wrong, in words for the person in front of the screen."""

from __future__ import annotations


class RedraftError(Exception):
    """A problem that the user can understand and do something about.

    ``problem`` says what is wrong and ``remedy`` what to do. Neither ever contains text of a user: an exception may
    end in a log or on a screen that somebody else sees. A path that the user typed may be named on the command line.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
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
        super().__init__("Stopped.")


class SandboxError(RedraftError):
    """The isolation that was promised is not in place."""


class StoreError(RedraftError):
    """The encrypted store cannot be opened, read or written."""
