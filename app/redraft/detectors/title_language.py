"""Which language a line of titles is in, by py3langid: of those that are spoken somewhere as a first language."""

from __future__ import annotations

from functools import cache
from typing import Any

from redraft.music.catalogue import countries


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    spoken = sorted({code for country in countries().values() for code in country.languages})
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in spoken if code in identifier.nb_classes])
    return identifier


def identify(words: str) -> tuple[str, float]:
    """The likeliest language, an ISO 639-1 code, and its probability. The first call reads the model (0.2 s)."""
    code, share = _identifier().classify(words)
    return str(code), float(share)
