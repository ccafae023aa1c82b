"""Where the key of the encrypted store comes from: random and kept in the system's keyring, or made of a passphrase.

The keyring is reached only through a short-lived process (:mod:`redraft.storage.keyring_helper`): its library loads
network code, and may wait for a person to unlock it. So call this from a thread that may wait, never the window's.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import subprocess
import unicodedata
from typing import Any

from redraft import start
from redraft.domain.errors import StoreError
from redraft.domain.message import Message
from redraft.storage.cipher import KEY_BYTES, SALT_BYTES

PROMPT_SECONDS = 120.0
"""How long a person may take to unlock the keyring."""

SHORTEST_PASSPHRASE = 12
"""Characters. Scrypt makes a guess cost about a third of a second and 128 MB; four random words are fine."""

_SCRYPT: dict[str, int] = {"n": 1 << 17, "r": 8, "p": 1, "maxmem": 1 << 28}
_PASSED = ("PATH", "HOME", "USER", "LANG", "XDG_RUNTIME_DIR", "SYSTEMROOT", "WINDIR", "USERPROFILE", "APPDATA",
           "PYTHONPATH")  # fmt: skip
_ELSE = Message("do.unlock_or_passphrase")

_REASONS = {
    "absent": (
        Message("keyring.none"),
        Message("do.use_passphrase"),
    ),
    "locked": (Message("keyring.locked"), _ELSE),
    "missing": (Message("keyring.key_gone"), Message("do.restore_or_erase")),
    "failed": (Message("keyring.unexpected"), _ELSE),
}


class KeyringError(StoreError):
    """The keyring cannot be used. ``reason`` is absent, locked, missing or failed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason if reason in _REASONS else "failed"
        super().__init__(*_REASONS[self.reason])


def random_key() -> bytes:
    """KEY_BYTES from the system's generator."""
    return secrets.token_bytes(KEY_BYTES)


def random_salt() -> bytes:
    """SALT_BYTES from the system's generator."""
    return secrets.token_bytes(SALT_BYTES)


def key_of(passphrase: str, salt: bytes) -> bytes:
    """The key that a passphrase gives with this salt (scrypt, RFC 7914); one form of accented letters is used."""
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, dklen=KEY_BYTES, **_SCRYPT)


def new_key_of(passphrase: str, salt: bytes) -> bytes:
    """The same for a passphrase chosen just now; raises StoreError for one that is guessed too soon."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise StoreError(Message("store.passphrase_short", {"count": SHORTEST_PASSPHRASE}), Message("do.four_words"))
    return key_of(passphrase, salt)


class SystemKeyring:
    """The keyring of this system's own making. Every call may take long; all raise KeyringError."""

    _stopped = False
    _running: subprocess.Popen[bytes] | None = None

    def get(self, name: str) -> bytes:
        """The key kept under ``name``."""
        try:
            key = bytes.fromhex(str(self._ask("get", name)["secret"]))
        except (KeyError, ValueError):
            raise KeyringError("failed") from None
        if len(key) != KEY_BYTES:
            raise KeyringError("failed")
        return key

    def put(self, name: str, key: bytes) -> None:
        """Keep a key under ``name``."""
        self._ask("put", name, key.hex())

    def remove(self, name: str) -> None:
        """Forget a key; nothing happens when there is none."""
        self._ask("remove", name)

    def stop(self) -> None:
        """From any thread: whoever waits for the keyring, now or later, waits no longer."""
        self._stopped = True
        if (running := self._running) is not None:
            running.kill()

    def _ask(self, action: str, name: str, secret: str = "") -> dict[str, Any]:
        request = json.dumps({"do": action, "name": name, "secret": secret})
        try:
            answer = json.loads(self._answer(request.encode()))
            error = answer.get("error")
        except subprocess.TimeoutExpired:
            raise KeyringError("locked") from None
        except (OSError, ValueError, AttributeError):
            raise KeyringError("failed") from None
        if error is not None:
            raise KeyringError(str(error))
        return dict(answer)

    def _answer(self, request: bytes) -> bytes:
        with subprocess.Popen(
            start.command("keyring"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as helper:
            self._running = helper
            try:
                if self._stopped:
                    helper.kill()
                return helper.communicate(request, timeout=PROMPT_SECONDS)[0]
            except BaseException:
                helper.kill()
                raise
            finally:
                self._running = None


def prove(params: dict[str, object]) -> dict[str, Any]:
    """Let a helper try what its filter refuses; what it says, empty when it says nothing that can be read."""
    done = subprocess.run(
        [*start.command("keyring"), start.PROVE],
        input=json.dumps(params).encode() + b"\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        check=False,
        timeout=PROMPT_SECONDS,
    )
    try:
        return dict(json.loads(done.stdout))
    except (ValueError, TypeError):
        return {}


def _environment() -> dict[str, str]:
    """What the helper needs to find the keyring: never a session bus that is reached over a network."""
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    bus = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if bus.startswith("unix:"):
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    return environment
