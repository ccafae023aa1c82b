"""Shows the stages of a check while a draft is written: what is known of it by now, and what that comes to.

The fast tier reads at every keystroke (``words.py``), the model in the pauses (``looking.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from redraft.domain.attributes import Attribute
from redraft.domain.errors import RedraftError
from redraft.domain.exposure import Exposure
from redraft.domain.finding import Finding
from redraft.domain.headline import Headline, State
from redraft.domain.message import Message
from redraft.domain.relations import Fact
from redraft.domain.rules import Rule
from redraft.domain.text import Note, Span
from redraft.gui.cards.conclusions import Conclusion, bits_of, conclusions
from redraft.gui.cards.counting import Count
from redraft.gui.cards.fine import Sharing
from redraft.gui.draft.briefs import Briefs
from redraft.gui.draft.looking import Draft, Looking
from redraft.gui.draft.phase import Phase
from redraft.gui.draft.rulings import Rulings
from redraft.gui.draft.words import Words
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.services import Services
from redraft.usecases.brief import Brief
from redraft.usecases.headline import headline
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.rules import left_alone
from redraft.usecases.stages import CheckStage, Looked, NotLooked
from redraft.usecases.unread import asked, unread

Judged = tuple[tuple[Finding, ...], tuple[Finding, ...]]
"""What is news, and what everybody knows."""
Circumstances = tuple[frozenset[Fact], frozenset[Rule]]
"""What a judgement depends on beside the text: what everybody knows, and the user's rules."""


class Checker(QObject):
    """The text that is checked and what is known of it. Emits ``changed`` whenever either differs, ``finished`` after a
    thorough look.

    ``model`` says when it looks, and how far that is.

    A glance is the quick first pass over the eight main attributes; what it concludes is provisional until the thorough
    pass has answered the same question.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, services: Services, keeper: Keeper, book: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.briefs = Briefs(services.settings, book, self)
        self.briefs.changed.connect(self._on_brief)
        self.rulings = Rulings(book, self)
        self.rulings.changed.connect(self._on_ruled)
        self.model = Looking(services, self._draft, self)
        self.model.told.connect(self.show)
        self.model.began.connect(self.changed)
        self.model.failed.connect(self._fail)
        self._words = Words(lambda: self.conductor.check, lambda: self.known, self)
        self._words.read.connect(self._on_words)
        self._words.noticed.connect(self._on_noticed)
        self._words.unread.connect(self._on_unread)
        self._words.failed.connect(self._fail)
        self.sharing = Sharing(keeper, self._found, lambda: self.cards, self._counter, self)
        self.sharing.changed.connect(self.changed)
        self.sharing.failed.connect(self._fail)
        self.text = self.in_reply_to = ""
        self.known = Known()
        self._judged: tuple[Known, Circumstances, Judged] | None = None
        self.error: RedraftError | None = None

    @property
    def conductor(self) -> RewriteDraft:
        """What checks and rewords, for a user who is known to have said this and that already."""
        conductor, (declared, rules) = self._services.rewrite, self._circumstances
        check = replace(conductor.check, declared=declared, rules=rules, audience=self.brief.reader)
        return replace(conductor, check=check)

    @property
    def brief(self) -> Brief:
        """For whom this draft is, and what of it has to go or may stay."""
        return self.briefs.current

    @property
    def exposure(self) -> Exposure | None:
        """How far all of it narrows people down; unknown for a text that was not checked."""
        return None if self.unread else self.sharing.exposure

    @property
    def unread(self) -> Message:
        """Why the text could not be checked; nothing when it could."""
        return unread(self.known.language)

    @property
    def headline(self) -> Headline | None:
        """What all of it comes to; None as long as nothing is known, or nothing found and not all looked at."""
        if self.phase is Phase.EMPTY or not (self.fast_done or self.known.stated):
            return None
        news = [f for f in self._news_and_public[0] if f.attribute not in self.sharing.here]
        why = {Phase.STOPPED: "stopped", Phase.FAILED: "failed"}.get(self.phase, "")
        if not why and (self.known.unread or not self.known.noticed):
            why = "part" if self.known.unread else "no_model"
        found = headline(news, self.exposure, unread=self.unread, unfinished=why)
        early = found.state in {State.NOTHING, State.NOT_CHECKED} and not (found.unread or self._over)
        return None if early else found

    @property
    def _over(self) -> bool:
        """True when nobody is going to look any more by himself."""
        if self.phase in {Phase.DONE, Phase.STOPPED, Phase.FAILED}:
            return True
        return not self.can_look and self.settled

    @property
    def phase(self) -> Phase:
        """Where the check stands now."""
        if not self.text.strip():
            return Phase.EMPTY
        if self.error is not None and not self.model.busy:
            return Phase.FAILED
        return self.model.phase

    @property
    def settled(self) -> bool:
        """True when nothing is under way or about to begin, but for a question that is put to the model."""
        return self._words.settled and not self.sharing.counting.busy

    @property
    def fast_done(self) -> bool:
        """True when it is known what the words say outright."""
        return self._words.done

    @property
    def looking(self) -> bool:
        """True while a question is put to the model."""
        return self.phase in {Phase.GLANCING, Phase.LOOKING}

    @property
    def cards(self) -> tuple[Conclusion, ...]:
        """What was found, as cards, but for what everybody knows."""
        return conclusions(self._news_and_public[0], bits_of(self.exposure), self.known.provisional)

    @property
    def not_told(self) -> tuple[Attribute, ...]:
        """What nobody could tell, once the model has looked to the end."""
        return self.conductor.check.not_told(self.known) if self.phase is Phase.DONE else ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user should know about how the check went."""
        return (*self.known.notes, *self.known.models_notes)

    @property
    def left(self) -> tuple[Span, ...]:
        """Where words stand that stay as they are."""
        return left_alone(self.rulings.rules, self.text)

    @property
    def has_model(self) -> bool:
        """True when there is a model that can look."""
        return self._services.has_model

    @property
    def can_look(self) -> bool:
        """The same, of a text in a language that the model is asked in."""
        return self.has_model and asked(self.known.language)

    def findings_of(self, card: Conclusion) -> tuple[Finding, ...]:
        """What a card was made of."""
        about = (card.attribute, card.subject, card.person)
        return tuple(f for f in self._news_and_public[0] if (f.attribute, f.subject, f.person) == about)

    def forget_decisions(self) -> None:
        """It is another draft: nothing that was decided about the one before holds for it."""
        self.briefs.start_over()
        self.rulings.start_over()
        self.sharing.start_over()

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft is now ``text``, after a change in code points; the findings move along until they are renewed."""
        self.text, self.error = text, None
        self.known = self.known.moved(start, removed, added)
        self._words.edit(text, start, removed, added)
        self.model.edit(text)
        if not text.strip():
            self.sharing.counting.forget()
            self.known = Known()
        self.changed.emit()

    def answer(self, in_reply_to: str) -> None:
        """What the draft answers is another text: what the model concluded may change."""
        self.in_reply_to = in_reply_to
        self.known = self.known.unsettled()
        self.model.drop()
        self.model.edit(self.text)
        self.changed.emit()

    def look(self) -> None:
        """Let the model look thoroughly now, beginning with a glance when there was none."""
        if self.can_look and self.text.strip():
            self.error = None
            self.model.begin(*((Pass.FIRST, Pass.FULL) if self.known.depth is None else (Pass.FULL,)))

    def stop(self) -> None:
        """Stop the model; what it found so far stays."""
        if self.model.stop():
            self.changed.emit()

    def show(self, stage: CheckStage) -> None:
        """A check has come this far; it may be another's, of the same text."""
        self.known = stage.known
        self.model.follow(stage)
        if isinstance(stage, NotLooked):
            self._fail(stage.error)
        self.sharing.counting.soon()
        self.changed.emit()
        if isinstance(stage, Looked) and stage.depth is Pass.FULL:
            self.finished.emit()

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._words.close()
        self.model.close()
        self.sharing.close()

    @property
    def _news_and_public(self) -> Judged:
        """What was found, judged once for each state of it, however often it is drawn."""
        known, around = self.known, self._circumstances
        if self._judged is None or self._judged[0] is not known or self._judged[1] != around:
            self._judged = (known, around, self.conductor.check.found(known))
        return self._judged[2]

    @property
    def _circumstances(self) -> Circumstances:
        return self.brief.public(self.sharing.known), self.rulings.rules

    def _found(self) -> Sequence[Finding]:
        news, public = self._news_and_public
        return (*news, *public)

    def _counter(self, sharing: Sharing) -> Count:
        check, known, fine = self.conductor.check, self.known, sharing.here
        return lambda: check.report(known, fine=fine).exposure if known.stated or known.told or known.implied else None

    def _draft(self) -> Draft:
        return Draft(self.conductor.check, self.text, self.in_reply_to, self.known, read=self.fast_done)

    def _on_words(self, words: Known) -> None:
        self.known = self.known.with_words(words)
        if self.fast_done:
            self.sharing.counting.soon()
            if not self.can_look:
                self.stop()
            elif not self.model.reading_ahead:
                self.model.go_on()
        self.changed.emit()

    def _on_brief(self) -> None:
        self.sharing.counting.soon()
        self.changed.emit()

    def _on_ruled(self) -> None:
        """Words may be hidden now that were not, or not any more."""
        self._words.again()
        self.sharing.counting.soon()
        self.changed.emit()

    def _on_noticed(self, known: Known) -> None:
        self.known = replace(self.known, told=known.told, noticed=known.noticed)
        self.sharing.counting.soon()
        self.changed.emit()

    def _on_unread(self, error: RedraftError) -> None:
        self.model.go_on()
        self._fail(error)

    def _fail(self, error: RedraftError) -> None:
        self.error = error
        self.model.fail()
        self.changed.emit()
