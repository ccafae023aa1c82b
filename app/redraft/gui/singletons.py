"""Keeps ``None``, ``True`` and ``False`` alive under a binding that drops references to them.

PySide6 6.12.0 counts on these objects being immortal, which they are since Python 3.12 (PEP 683). On 3.11 every call
of a method without a result loses one reference to ``None``, and after some thousands of calls the interpreter aborts
("deallocating None"). Measured with ``sys.getrefcount``; 6.11.1 and 6.10.2 do not do it.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""References that no session can use up."""


def hold() -> None:
    """Give the three objects references that are never returned; nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False):
        # CPython's object header begins with its reference count (Include/object.h).
        ctypes.c_ssize_t.from_address(id(singleton)).value += _PLENTY
