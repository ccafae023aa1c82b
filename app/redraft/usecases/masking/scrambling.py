"""Numbers, codes and addresses to write to that look like others and lead nowhere."""

from __future__ import annotations

import random
import re
import string

from redraft.domain.stand_ins import Kind
from redraft.usecases.masking.tables import invented

DRAMA = "7700900"
"""Beginning of the British mobile numbers that are kept for fiction (Ofcom)."""
_PREFIX = re.compile(r"\+\d{1,3}(?=[\s(.-])|\+\d{2}|0(?=\d)")
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[ ]?[A-Z\d]{4}")
_BEFORE_ACCOUNT = re.compile(r"(?:/?u/|@)?")


def squeezed(code: str) -> str:
    """Its letters and digits alone, in small letters."""
    return "".join(c for c in code.casefold() if c.isalnum())


def code(kind: Kind, real: str, rng: random.Random) -> str:
    """Something of the form of ``real``."""
    if kind is Kind.PHONE:
        return phone(real, rng)
    if kind is Kind.EMAIL:
        return f"{_name(rng)}@example.org"
    if kind is Kind.LINK:
        begins = "https://" if "://" in real else "www." if real.casefold().startswith("www.") else ""
        return f"{begins}example.org/{_name(rng)}"
    if kind is Kind.ACCOUNT:
        before = _BEFORE_ACCOUNT.match(real)
        return (before.group() if before else "") + _name(rng)
    return scrambled(real, rng, kept=2 if _IBAN.match(real) else 0)


def phone(real: str, rng: random.Random) -> str:
    """A number of the same form: one kept for fiction where Britain and North America have them."""
    digits = [c for c in real if c.isdigit()]
    if digits[:3] == ["4", "4", "7"] and len(digits) == 12:
        return filled(real, f"44{DRAMA}{rng.randint(0, 999):03}")
    if digits[:2] == ["0", "7"] and len(digits) == 11:
        return filled(real, f"0{DRAMA}{rng.randint(0, 999):03}")
    if _NORTH_AMERICAN.fullmatch(real):
        country = "1" if len(digits) == 11 else ""
        return filled(real, f"{country}{rng.randint(2, 9)}{rng.randint(10, 99)}55501{rng.randint(0, 99):02}")
    prefix = _PREFIX.match(real)
    return scrambled(real, rng, kept=len(prefix.group()) if prefix else 0)


def scrambled(real: str, rng: random.Random, *, kept: int = 0) -> str:
    """Other letters and digits in the places of the old ones, but for the first ``kept`` characters."""
    made = [_other(c, rng) if at >= kept else c for at, c in enumerate(real)]
    return "".join(made)


def filled(shape: str, digits: str) -> str:
    """The digits in the places of those of ``shape``, which has as many."""
    left = iter(digits)
    return "".join(next(left) if c.isdigit() else c for c in shape)


def spaced_as(code: str, real: str) -> str:
    """The code with the gaps and case of ``real`` where it has as many letters and digits; as it is otherwise."""
    bare = [c for c in code if c.isalnum()]
    if len(bare) != sum(c.isalnum() for c in real):
        return code
    left = iter(bare)
    return "".join(_as(next(left), c) if c.isalnum() else c for c in real)


def _as(new: str, like: str) -> str:
    return new.upper() if like.isupper() else new.lower() if like.islower() else new


def _other(c: str, rng: random.Random) -> str:
    if c.isdigit():
        return rng.choice("123456789")
    if c.isalpha():
        return _as(rng.choice(string.ascii_uppercase), c)
    return c


def _name(rng: random.Random) -> str:
    return f"{rng.choice(invented('account', 'names'))}{rng.randint(11, 99)}"
