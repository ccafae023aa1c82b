"""Who might read it; what each usually knows and what hurts with them is said in the tables of attributes."""

from redraft.domain.attributes import Attribute
from redraft.domain.exposure import Audience


def _audience(key: str, name: str) -> Audience:
    """What is a special category of GDPR article 9 hurts with everybody."""
    knows = frozenset(a for a in Attribute if key in a.known_to)
    return Audience(name, knows, frozenset(a for a in Attribute if a.special or key in a.hurts_with))


BY_NAME = {
    "strangers": _audience("strangers", "strangers"),
    "employer": _audience("employer", "employer"),
    "advertisers": _audience("advertisers", "advertiser"),
    "acquaintance": _audience("acquaintance", "someone who knows me"),
    "followers": _audience("followers", "followers"),
    "colleagues": _audience("colleagues", "colleagues"),
    "family": _audience("family", "family"),
    "harm": _audience("harm", "stranger who means harm"),
}
"""As people name them on the command line."""
STRANGERS = BY_NAME["strangers"]
