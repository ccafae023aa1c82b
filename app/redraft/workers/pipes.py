"""The two pipes that a worker speaks through. Standard library only, since this runs before the cage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pipes:
    """Where requests arrive and replies go, as descriptors nothing else in the process knows."""

    requests: int
    replies: int


def take_pipes(keep: Sequence[int] = ()) -> Pipes:
    """Move the protocol from stdin and stdout to private descriptors and close every other but stderr and ``keep``.

    After it fd 0 is empty and fd 1 is the null device, so that nothing a library prints can reach the protocol.
    """
    sys.stdout.flush()
    pipes = Pipes(os.dup(0), os.dup(1))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0, inheritable=False)
    os.dup2(null, 1, inheritable=False)
    os.close(null)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (pipes.requests, pipes.replies):
            msvcrt.setmode(descriptor, os.O_BINARY)
    else:
        kept = sorted({pipes.requests, pipes.replies, *keep})
        for low, high in zip((2, *kept), (*kept, 65_536), strict=True):
            os.closerange(low + 1, high)
    return pipes
