"""Word lists that rewriting needs: ``[lists]`` of the language's ``rewriting.toml``."""

from __future__ import annotations

from functools import cache

from redraft import languages


@cache
def list_of(name: str) -> frozenset[str]:
    """One list, in lower case."""
    return frozenset(str(languages.default().table("rewriting")["lists"][name]).split())
