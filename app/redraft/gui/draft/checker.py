"""Shows the stages of a check while a draft is written: when the words are read, when the model looks.

The fast tier reads at every keystroke. After a short pause the model reads ahead, so that a question costs only the
question, and goes on with that while more is typed behind it; after a longer one it glances, then looks thoroughly.
"""

from __future__ import annotations

import threading
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
from redraft.gui.draft.phase import Habit, Phase
from redraft.gui.draft.rulings import Rulings
from redraft.gui.draft.words import Words
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.services import Services
from redraft.gui.tasks import Lane, Tell, delayed
from redraft.usecases.brief import Brief
from redraft.usecases.headline import headline
from redraft.usecases.known import Known
from redraft.usecases.ports import Pass
from redraft.usecases.rewrite import RewriteDraft
from redraft.usecases.rules import left_alone
from redraft.usecases.stages import Answered, CheckStage, Looked, NotLooked
from redraft.usecases.unread import asked, unread

Judged = tuple[tuple[Finding, ...], tuple[Finding, ...]]
"""What is news, and what everybody knows."""
Circumstances = tuple[frozenset[Fact], frozenset[Rule]]
"""What a judgement depends on beside the text: what everybody knows, and the user's rules."""
READ_DELAY = 400
"""Milliseconds without a keystroke after which the model reads ahead."""
PAUSE = 1500
"""Milliseconds without a keystroke after which the model glances."""


class Checker(QObject):
    """The text that is checked and what is known of it. Emits ``changed`` whenever either differs, ``finished`` after a
    thorough look.

    A glance is the quick first pass over the eight main attributes; what it concludes is provisional until the thorough
    pass has answered the same question.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, services: Services, keeper: Keeper, book: Rulebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.rulings = Rulings(book, self)
        self.rulings.changed.connect(self._on_ruled)
        self._model = Lane("model", self)
        self._words = Words(lambda: self.conductor.check, lambda: self.known, self)
        self._words.read.connect(self._on_words)
        self._words.noticed.connect(self._on_noticed)
        self._words.unread.connect(self._on_unread)
        self._words.failed.connect(self._fail)
        self.sharing = Sharing(keeper, self._found, lambda: self.cards, self._counter, self)
        self.sharing.changed.connect(self.changed)
        self.sharing.failed.connect(self._fail)
        self._reading: str | None = None
        self._passes: tuple[Pass, ...] = ()
        self._stand = Phase.WORDS
        self._timers = [delayed(self, *one) for one in ((READ_DELAY, self._read), (PAUSE, self._on_pause))]
        self.usual = self._asked_always()
        self._brief: Brief | None = None
        self.habit = Habit.PAUSE
        self.text = self.in_reply_to = ""
        self.known = Known()
        self._judged: tuple[Known, Circumstances, Judged] | None = None
        self.asked = self.answered = 0
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
        return self.usual if self._brief is None else self._brief

    def ask_for(self, brief: Brief) -> None:
        """The draft is for somebody else, or something else has to go or may stay."""
        self._brief = brief
        self.sharing.counting.soon()
        self.changed.emit()

    def make_usual(self) -> None:
        """What is asked for of this draft is so of every one from now on."""
        brief, settings, book = self.brief, self._services.settings, self.rulings.book
        settings.set("audience", brief.audience)
        settings.set("decoys", "yes" if brief.decoys else "")
        book.drop(self.usual.rules - brief.rules)
        book.add(brief.rules)
        self.usual, self._brief = self._asked_always(), None
        self.changed.emit()

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
        if self.error is not None and not self._busy:
            return Phase.FAILED
        return Phase.GLANCING if self._passes else self._stand

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
        self._brief = None
        self.rulings.start_over()
        self.sharing.start_over()

    def edit(self, text: str, start: int, removed: int, added: int) -> None:
        """The draft is now ``text``, after a change in code points; the findings move along until they are renewed."""
        self.text, self.error = text, None
        self.known = self.known.moved(start, removed, added)
        self._words.edit(text, start, removed, added)
        self._start_over()
        if not text.strip():
            self.sharing.counting.forget()
            self.known = Known()
        self.changed.emit()

    def answer(self, in_reply_to: str) -> None:
        """What the draft answers is another text: what the model concluded may change."""
        self.in_reply_to = in_reply_to
        self.known = self.known.unsettled()
        self._drop()
        self._start_over()
        self.changed.emit()

    def look(self) -> None:
        """Let the model look thoroughly now, beginning with a glance when there was none."""
        if self.can_look and self.text.strip():
            self.error = None
            self._begin((Pass.FIRST, Pass.FULL) if self.known.depth is None else (Pass.FULL,))

    def stop(self) -> None:
        """Stop the model; what it found so far stays."""
        self._halt_timers()
        was_busy = self._busy
        self._drop()
        if was_busy:
            self._stand = Phase.STOPPED
            self.changed.emit()

    def show(self, stage: CheckStage) -> None:
        """A check has come this far; it may be another's, of the same text."""
        self.known = stage.known
        if isinstance(stage, Answered):
            self._stand = Phase.GLANCING if stage.depth is Pass.FIRST else Phase.LOOKING
            self.asked, self.answered = stage.asked, stage.answered
        elif isinstance(stage, Looked):
            self._stand = Phase.WORDS if stage.depth is Pass.FIRST else Phase.DONE
        elif isinstance(stage, NotLooked):
            self._fail(stage.error)
        self.sharing.counting.soon()
        self.changed.emit()
        if isinstance(stage, Looked) and stage.depth is Pass.FULL:
            self.finished.emit()

    def close(self) -> None:
        """Stop everything and wait for the threads."""
        self._halt_timers()
        self._words.close()
        self._model.close()
        self.sharing.close()

    @property
    def _busy(self) -> bool:
        return bool(self._passes) or self._stand in {Phase.GLANCING, Phase.LOOKING}

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

    def _start_over(self) -> None:
        """The model waits for a pause; what it reads ahead stays when it still is how the text begins."""
        self._halt_timers()
        self._passes = ()
        if self._reading is None or not self.text.startswith(self._reading):
            self._drop()
            self._stand = Phase.WORDS
        if self.text.strip() and self.habit is not Habit.ASKED and self.has_model:
            for timer in self._timers:
                timer.start()

    def _halt_timers(self) -> None:
        for timer in self._timers:
            timer.stop()

    def _drop(self) -> None:
        self._model.cancel()
        self._reading, self._passes = None, ()

    def _on_words(self, words: Known) -> None:
        self.known = self.known.with_words(words)
        if self.fast_done:
            self.sharing.counting.soon()
            if not self.can_look:
                self.stop()
            elif self._reading is None:
                self._go_on()
        self.changed.emit()

    def _asked_always(self) -> Brief:
        """What the user asks for in every draft."""
        settings = self._services.settings
        decoys = bool(settings.get("decoys", ""))
        return Brief.usual(self.rulings.book.rules, settings.get("audience", ""), decoys=decoys)

    def _on_ruled(self) -> None:
        """Words may be hidden now that were not, or not any more."""
        self.usual = self._asked_always()
        self._words.again()
        self.sharing.counting.soon()
        self.changed.emit()

    def _on_noticed(self, known: Known) -> None:
        self.known = replace(self.known, told=known.told, noticed=known.noticed)
        self.sharing.counting.soon()
        self.changed.emit()

    def _on_unread(self, error: RedraftError) -> None:
        self._go_on()
        self._fail(error)

    def _on_pause(self) -> None:
        self._begin((Pass.FIRST, Pass.FULL) if self.habit is Habit.PAUSE else (Pass.FIRST,))

    def _begin(self, passes: tuple[Pass, ...]) -> None:
        self._halt_timers()
        self._passes = passes
        # What is being read is the beginning of the question: it is read to its end, not once more.
        if self._reading is None:
            self._model.cancel()
            self._go_on()
        self.changed.emit()

    def _read(self) -> None:
        if self._busy or self._reading is not None:
            return
        self._reading = text = self.text
        check, turn, before = self.conductor.check, self._services.turn, self.in_reply_to

        def job(cancel: threading.Event, _tell: Tell) -> None:
            with turn:
                check.prepare(text, before, cancel=cancel)

        self._model.run(job, on_done=lambda _: self._has_read(), on_error=self._fail)

    def _has_read(self) -> None:
        self._reading = None
        self._go_on()

    def _go_on(self) -> None:
        """Ask what is to be asked, if anything, once it is known what the words say outright."""
        if not self.fast_done or not self._passes or not self.text.strip():
            return
        passes, self._passes = self._passes, ()
        check, turn = self.conductor.check, self._services.turn
        text, before, known = self.text, self.in_reply_to, self.known
        self._stand = Phase.GLANCING if passes[0] is Pass.FIRST else Phase.LOOKING

        def job(cancel: threading.Event, tell: Tell) -> None:
            with turn:
                for stage in check.stages(text, passes=passes, in_reply_to=before, known=known, cancel=cancel):
                    tell(stage)

        self._model.run(job, on_done=lambda _: None, on_error=self._fail, on_news=self.show)

    def _fail(self, error: RedraftError) -> None:
        self._reading, self._passes, self.error = None, (), error
        if self._stand in {Phase.GLANCING, Phase.LOOKING}:
            self._stand = Phase.STOPPED
        self.changed.emit()
