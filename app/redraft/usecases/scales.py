"""How much stretches of a text speak for answers, each weighed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redraft.domain.attributes import Attribute
from redraft.usecases.ports import CancelToken, Weigher


@dataclass(frozen=True, slots=True)
class Scales:
    """A weigher that remembers. One for one draft, since answers are told by their attribute alone."""

    weigher: Weigher
    cancel: CancelToken | None = None
    _known: dict[tuple[Attribute, str, str], float] = field(default_factory=dict)

    def gains(self, texts: Sequence[str], answers: Mapping[Attribute, str]) -> dict[Attribute, list[float]]:
        """By how many nats each text alone speaks for each answer; no words speak for nothing."""
        missing = {a: v for a, v in answers.items() if any((a, v, t) not in self._known for t in texts if t.strip())}
        unread = [
            t
            for t in dict.fromkeys(texts)
            if t.strip() and any((a, v, t) not in self._known for a, v in missing.items())
        ]
        if unread:
            for attribute, values in self.weigher.weigh(unread, missing, cancel=self.cancel).items():
                answer = answers[attribute]
                self._known.update({(attribute, answer, t): gain for t, gain in zip(unread, values, strict=True)})
        return {a: [self._known.get((a, v, t), 0.0) for t in texts] for a, v in answers.items()}
