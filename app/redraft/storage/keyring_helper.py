"""The short-lived process that talks to the system's keyring: one request on stdin, one answer on stdout, gone.

The keyring is the system's own, named here and never discovered: discovery would load whatever plugin is installed or
whatever a configuration file names, and one that keeps secrets in a plain file would do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

SERVICE = "Redraft"


class _Absent(Exception):
    """There is no keyring that can be used."""


def backend() -> Any:
    """The keyring of this system; raises _Absent."""
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring

        return Keyring()
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = WinVaultKeyring()
        vault.persist = "local machine"  # its default roams to other computers of a domain
        return vault
    try:
        from keyring.backends.SecretService import Keyring as SecretService
    except ImportError:
        raise _Absent from None
    return SecretService()


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what was asked; ``{"error": reason}`` when it cannot be done, without the system's words."""
    from keyring import errors

    try:
        ring = backend()
        return _do(ring, str(request["do"]), str(request["name"]), str(request.get("secret", "")))
    except errors.KeyringLocked:
        return {"error": "locked"}
    except (_Absent, errors.NoKeyringError):
        return {"error": "absent"}
    except Exception as error:  # noqa: BLE001 - backends raise what the system's libraries raise
        return {"error": _reason(error)}


def _do(ring: Any, action: str, name: str, secret: str) -> dict[str, Any]:
    found = ring.get_password(SERVICE, name)
    if action == "put":
        ring.set_password(SERVICE, name, secret)
        return {} if ring.get_password(SERVICE, name) == secret else {"error": "failed"}
    if action == "remove":
        if found is not None:
            ring.delete_password(SERVICE, name)
        return {}
    return {"error": "missing"} if found is None else {"secret": found}


def _reason(error: Exception) -> str:
    """Why the backend failed, by the kind of what it raised or of what that came from."""
    cause = error.__cause__ or error
    if isinstance(cause, (ConnectionError, FileNotFoundError, RuntimeError, KeyError)):
        return "absent"  # no session bus, or a backend whose system library is not there
    kinds = {
        "SecretServiceNotAvailableException": "absent",
        "LockedException": "locked",
        "PromptDismissedException": "locked",
    }
    return kinds.get(type(cause).__name__, "failed")


def main(_arguments: Sequence[str] = ()) -> int:
    """Serve the one request."""
    try:
        request = json.loads(sys.stdin.buffer.read(65_536))
        reply = answer(request)
    except (ValueError, KeyError, TypeError):
        reply = {"error": "failed"}
    sys.stdout.write(json.dumps(reply))
    return 0


if __name__ == "__main__":
    sys.exit(main())
