"""The draft page: editor, conclusions, suggestions, and the buttons that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from redraft.assets import resource
from redraft.domain.errors import RedraftError
from redraft.domain.text import Span
from redraft.gui import clipboard
from redraft.gui.cards.conclusions import Conclusion, without
from redraft.gui.draft.assistant import Assistant
from redraft.gui.draft.assisting import Assisting
from redraft.gui.draft.checker import Checker
from redraft.gui.draft.chosen import Chosen
from redraft.gui.draft.editor import Marks
from redraft.gui.draft.options import Options
from redraft.gui.draft.panel import Panel, Shown
from redraft.gui.draft.paper import Paper
from redraft.gui.draft.reworder import Reworder
from redraft.gui.draft.sheet import Sheet
from redraft.gui.draft.toolbars import BottomBar, Welcome
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.page import Page
from redraft.gui.parts import Toast, column, halves
from redraft.gui.services import Services
from redraft.gui.theme import current_theme
from redraft.speech.now import _, share
from redraft.usecases.kept_draft import KeptDraft


class DraftPage(Page):
    """Puts the parts together; what is known lives in the checker and the reworder."""

    models_wanted = Signal()
    keeping_wanted = Signal()

    def __init__(self, services: Services, keeper: Keeper, book: Rulebook, before: DraftPage | None = None) -> None:
        super().__init__()
        self._services = services
        self.checker: Checker = Checker(services, keeper, book) if before is None else before.checker
        self.reworder: Reworder = Reworder(services, self.checker) if before is None else before.reworder
        self.assistant: Assistant = Assistant(services, keeper) if before is None else before.assistant
        self.paper: Paper = Paper(services, keeper, self, "" if before is None else before.paper.saved)
        self._chosen = Chosen(self.cards, self)
        self._error: RedraftError | None = None
        self._rewording = False
        self.sheet, self.panel = Sheet(services.settings), Panel()
        self.editor = self.sheet.editor
        self.welcome, self.bottom = Welcome(self.editor), BottomBar()
        self.toast = Toast(self.sheet)
        self.doing = Options(self.checker, self.reworder, self.editor, self.toast)
        self.assisting = Assisting(self.assistant, self.checker, self.sheet)
        self._build()
        self._take_over(before)
        self._connect()
        self._show()

    @property
    def text(self) -> str:
        """The draft."""
        return self.editor.text

    def cards(self) -> tuple[Conclusion, ...]:
        """The cards that are shown."""
        return tuple(card for card in self.checker.cards if card.attribute not in self.checker.sharing.here)

    def put(self, text: str, in_reply_to: str = "") -> None:
        """Show another draft, and what it answers; the one before comes back with undo."""
        self.reworder.start_over()
        self.checker.forget_decisions()
        if in_reply_to != self.checker.in_reply_to:
            self.checker.answer(in_reply_to)
            self.sheet.reply.put(in_reply_to)
        self.editor.replace_all(text)
        self.sheet.take_focus()

    def put_kept(self, draft: KeptDraft, forget: Callable[[], object]) -> None:
        """Show the draft that was kept, unless another has been begun; ``forget`` keeps it no longer."""
        if not self.text.strip():
            self.put(draft.text, draft.in_reply_to)
            self.toast.tell(_("This is the draft that you kept, encrypted."), [(_("Forget it"), forget)])

    def complain(self, error: RedraftError) -> None:
        """Say what went wrong."""
        self._error = error
        self._show()

    @property
    def unsaved(self) -> bool:
        """True while the draft stands nowhere but here."""
        return bool(self.text.strip()) and not self.paper.holds(self.text)

    def open_file(self, path: Path) -> None:
        """Show the draft in a file."""
        self.paper.open(path)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        self.paper.choose()

    def put_example(self) -> None:
        """Show the example that ships with Redraft."""
        self._put_saved(resource("examples", "draft.txt").read_text("utf-8").strip())

    def save(self) -> bool:
        """Save the draft in a file that the user names; False when that came to nothing."""
        return bool(self.text.strip()) and self.paper.save(self.text)

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller, or 0: as usual, and remember that."""
        self.bottom.say(_("Text at {share}").format(share=share(self.sheet.zoom(steps) / 100)))

    def look(self) -> None:
        """Let the model look thoroughly now, unless it does so for what is suggested."""
        if not self.reworder.busy:
            self.checker.look()

    def suggest(self) -> None:
        """Ask for wordings that say less; the model stops looking meanwhile, since it does one thing at a time."""
        self.checker.stop()
        self.reworder.suggest()

    def stop(self) -> None:
        """Close the suggestions, or else stop the model, or else take the light off the words."""
        if self.sheet.comparing:
            self.compare()
        elif self.sheet.answering:
            self.sheet.end_answer()
        elif self.reworder.busy or self.reworder.suggestions.current is not None:
            self.reworder.dismiss()
        elif self.checker.looking:
            self.checker.stop()
        else:
            self._chosen.choose(None)

    def step(self, by: int) -> None:
        """Show the next or previous suggestion, or card when there are no suggestions."""
        if len(self.reworder.suggestions):
            self.reworder.step(by)
        else:
            self._chosen.step(by)

    def options(self) -> None:
        """Say what can be done about the words at the cursor, or of the card that is chosen."""
        if not self.doing.show_at_cursor(self.cards(), self._chosen.card):
            self.bottom.say(_("Put the cursor on words that are underlined."))

    def take(self) -> None:
        """Let what is proposed in the suggestion that is shown stand."""
        self.reworder.take()

    def keep(self) -> None:
        """Leave the words of the suggestion that is shown."""
        self.reworder.keep()

    def take_all(self) -> None:
        """Let what is proposed stand everywhere."""
        self.reworder.take_all()

    def compare(self) -> None:
        """Show the text before and after, or else the text again."""
        before, after = self.reworder.versions
        if self.sheet.comparing:
            self.sheet.end_comparison()
        elif before != after:
            self.sheet.compare(before, after)
        self._show()

    def copy_text(self) -> None:
        """Copy the text: with the hints against clipboard histories while it is the original."""
        if self.reworder.reworded:
            clipboard.copy_new(self.text)
            self.bottom.say(_("The new text is on the clipboard."))
        else:
            clipboard.copy_private(self.text)
            self.bottom.say(_("Copied; clipboard histories were asked not to keep it."))

    def to_assistant(self) -> None:
        """Copy the draft with stand-ins, for an assistant."""
        self.assisting.copy()

    def from_assistant(self) -> None:
        """Show the answer that was copied, with the real words."""
        self.assisting.paste()

    def close_work(self) -> None:
        """End all threads of the page; not those of what another page has taken over."""
        if self.checker.parent() is self:
            self.checker.close()
            self.reworder.close()
            self.assistant.close()
        self.paper.close()

    def _build(self) -> None:
        split = halves(self.sheet, self.panel, (660, 460))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        whole = column(split, self.bottom, gap="xs")
        whole.setSpacing(0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _take_over(self, before: DraftPage | None) -> None:
        """Go on with the draft and all that is known of it, as the page in the language of before left it."""
        self.checker.setParent(self)
        self.reworder.setParent(self)
        self.assistant.setParent(self)
        if before is not None:
            self.editor.replace_all(before.text)
            self.sheet.reply.put(self.checker.in_reply_to)

    def _connect(self) -> None:
        briefs = self.checker.briefs
        self.editor.edited.connect(self._on_edited)
        for bar, changed in ((self.sheet.reply.changed, self.checker.answer), (self.sheet.brief.asked, briefs.ask_for)):
            bar.connect(lambda _wish: self.reworder.dismiss())
            bar.connect(changed)
        self.sheet.brief.usual_wanted.connect(briefs.make_usual)
        self.editor.pointed.connect(self._chosen.choose_between)
        self.editor.clicked.connect(lambda at: self._chosen.choose_at(Span(max(0, at - 1), at + 1)))
        self._chosen.changed.connect(self._on_chosen)
        self.editor.asked.connect(lambda at, where: self.doing.show(self.cards(), Span(at, at), where))
        self.sheet.review.clicked.connect(self.reworder.show_at)
        for field in (self.editor, self.sheet.review, *self.sheet.comparison.fields):
            field.dropped.connect(lambda name: self.open_file(Path(name)))
            field.zoomed.connect(self.zoom)
        self.checker.changed.connect(self._show)
        self.checker.finished.connect(self.reworder.compare)
        self.reworder.changed.connect(self._show)
        self.paper.opened.connect(self._put_saved)
        self.paper.said.connect(self.bottom.say)
        self.paper.failed.connect(self.complain)
        self.reworder.replaced.connect(self._replace)
        self.reworder.none_found.connect(lambda: self.bottom.say(_("No wording was found that would say less.")))
        self.reworder.failed.connect(self.complain)
        self.checker.sharing.changed.connect(self.reworder.excuse)
        self.checker.sharing.refused.connect(self.complain)
        self.panel.chosen.connect(self._chosen.choose)
        self.panel.accepted.connect(self.doing.accept)
        self.panel.asked.connect(self.doing.show_below)
        self.doing.keeping_wanted.connect(self.keeping_wanted)
        self.panel.models_wanted.connect(self.models_wanted)
        self.sheet.popover.decide_for(self.reworder)
        self.welcome.paste.connect(lambda: self.put(clipboard.copied()))
        self.welcome.open.connect(self.choose_file)
        self.welcome.example.connect(self.put_example)
        self.bottom.look.connect(self.look)
        self.bottom.stop.connect(self.stop)
        self.bottom.suggest.connect(self.suggest)
        self.bottom.apply_all.connect(self.take_all)
        self.bottom.copy.connect(self.copy_text)
        self.bottom.compare.connect(self.compare)
        self.bottom.assistant.connect(self.assisting.show_menu)
        self.assisting.said.connect(self.bottom.say)
        self.assisting.put_wanted.connect(self.put)
        self.assistant.failed.connect(self.complain)
        self.sheet.comparison.closed.connect(self.compare)
        self.reworder.applied.connect(self.bottom.say_applied)
        current_theme().changed.connect(self._show)

    def _put_saved(self, text: str) -> None:
        self.put(text)
        self.paper.saved = self.text  # as the editor holds it: some ends of lines are others

    def _replace(self, chosen: dict[Span, str]) -> None:
        self._rewording = True
        self.editor.replace(chosen)
        self._rewording = False
        if not len(self.reworder.suggestions):
            self.look()

    def _on_chosen(self, reveal: bool) -> None:
        card = self._chosen.card
        if reveal and card is not None and card.spans:
            self.editor.reveal(card.spans[0])
        self._show()
        if card is not None:
            self.panel.focus_card(card)

    def _on_edited(self, text: str, start: int, removed: int, added: int) -> None:
        self.reworder.follow(text, start, removed, added)
        self._chosen.forget()
        self._error = None
        self.bottom.say("")
        self.sheet.end_comparison()
        self.sheet.end_answer()
        if not text.strip() or (removed == len(self.checker.text) and not self._rewording):
            self.checker.forget_decisions()  # another draft, or none
        self.checker.edit(text, start, removed, added)

    def _show(self) -> None:
        cards = self.cards()
        self._chosen.follow(cards)
        suggestions = self.reworder.suggestions
        self.welcome.setVisible(not self.text)
        self.sheet.brief.show_brief(self.checker.brief, self.checker.briefs.usual)
        self.editor.show_marks(Marks(without(cards, self.checker.left), self._chosen.card))
        error = self._error or self.checker.error
        reworder = self.reworder
        shown = Shown(cards, reworder.changes, self._chosen.card, error, reworder.notes)
        self.panel.show_state(self.checker, shown)
        self.sheet.show_suggestions(self.text, suggestions)
        self.bottom.show_state(
            looking=self.checker.looking,
            can_look=self.checker.can_look and bool(self.text.strip()),
            can_suggest=bool(cards or self.checker.brief.hide) and not self.reworder.busy,
            suggesting=self.reworder.busy,
            looks=self.reworder.looks,
            suggestions=len(suggestions),
            can_compare=len(set(reworder.versions)) > 1,
            comparing=self.sheet.comparing,
            has_text=bool(self.text.strip()),
            reworded=self.reworder.reworded,
        )
