"""What can be done about words that give something away: a menu, and a toast that says what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from redraft.domain.attributes import Attribute
from redraft.domain.edit import Change
from redraft.domain.rules import Rule, Ruling
from redraft.domain.text import Evidence, Span
from redraft.gui.cards.card import title_of, told
from redraft.gui.cards.conclusions import Conclusion, touched
from redraft.gui.draft.checker import Checker
from redraft.gui.draft.editor import Editor
from redraft.gui.draft.reworder import Reworder
from redraft.gui.keeping.ruled import in_quotes
from redraft.gui.parts import Toast
from redraft.speech.now import _, attribute_name
from redraft.usecases.cost import sentences
from redraft.usecases.rules import dismissed, lasting, opposite

Do = Callable[[], object]


class Options(QObject):
    """Opens the menu for conclusions, and does what is chosen.

    ``keeping_wanted``: the user would like rules to outlast the window. ``menu`` is the one that is open, and
    ``found`` is True once it has other wordings, or it is known that there are none.
    """

    keeping_wanted = Signal()

    def __init__(self, checker: Checker, reworder: Reworder, editor: Editor, toast: Toast) -> None:
        super().__init__(editor)
        self._checker, self._reworder, self._editor, self._toast = checker, reworder, editor, toast
        self.menu: QMenu | None = None
        self.found = False

    def show(self, cards: Sequence[Conclusion], place: Span, where: QPoint) -> bool:
        """For what rests on the words at a place of the text, at a point of the screen; False when nothing does."""
        here = touched(cards, place)
        if here:
            self._open(here, place, where)
        return bool(here)

    def show_at_cursor(self, cards: Sequence[Conclusion], selected: Conclusion | None) -> bool:
        """For the words at the cursor, or else the conclusion that is selected; False when there is neither."""
        place = self._editor.selected()
        where = self._editor.viewport().mapToGlobal(self._editor.rect_at(place.end).bottomLeft())
        if self.show(cards, place, where):
            return True
        if selected is not None:
            self._open([selected], None, where)
        return selected is not None

    def show_below(self, card: Conclusion, button: QWidget) -> None:
        """For a conclusion, below a button of its card."""
        self._open([card], None, button.mapToGlobal(button.rect().bottomLeft()))

    def accept(self, card: Conclusion) -> None:
        """The user is fine with it in this draft."""
        sharing, attribute = self._checker.sharing, card.attribute
        sharing.accept(card)
        said = _("You are fine with this here: {name}").format(name=attribute_name(attribute))
        self._toast.tell(said, [(_("Undo"), lambda: sharing.restore(attribute))])

    def dismiss(self, card: Conclusion) -> None:
        """Wrong in this draft, and in every other one if the user says so."""
        findings = self._checker.findings_of(card)
        rules = lasting(findings)
        keep = (_("Always"), partial(self._keep, rules, _title(card)))
        self._decide(dismissed(findings), _("Dismissed in this draft: {what}").format(what=_title(card)), keep)

    def _open(self, cards: Sequence[Conclusion], place: Span | None, where: QPoint) -> None:
        """For the first of these conclusions, the others one step away."""
        card, *others = cards
        quote = _quote_at(card, place)
        menu = self.menu = QMenu(self._editor)
        self.found = quote is None
        menu.aboutToHide.connect(lambda: self._closed(menu))
        menu.addAction(_title(card)).setEnabled(False)
        if quote is not None:
            self._add_wordings(menu, card, quote)
        if card.attribute is Attribute.HIDDEN_WORDS:
            self._add_hidden(menu, card)
        else:
            self._add_rulings(menu, card, quote)
        if others:
            menu.addSeparator()
        for other in others:
            rest = [other, *(one for one in cards if one is not other)]
            _add(menu, _("Also here: {what}").format(what=_title(other)), partial(self._open, rest, place, where))
        menu.setActiveAction(next(one for one in menu.actions() if one.isEnabled()))
        menu.popup(where)

    def _closed(self, menu: QMenu) -> None:
        """Nobody waits for other wordings any more."""
        menu.deleteLater()
        if menu is self.menu:
            self.menu = None

    def _add_wordings(self, menu: QMenu, card: Conclusion, quote: Evidence) -> None:
        """What could be said instead comes in where this waits for it."""
        waiting = menu.addAction(_("Looking for other wordings…"))
        waiting.setEnabled(False)
        menu.addSeparator()

        def found(changes: Sequence[Change]) -> None:
            if menu is not self.menu:
                return
            self.found = True
            for change in changes:
                one = QAction(_change_text(self._checker.text, change), menu)
                one.triggered.connect(partial(self._use, change))
                menu.insertAction(waiting, one)
            if changes:
                menu.removeAction(waiting)
            else:
                waiting.setText(_("No other wording says less"))

        self._reworder.find(quote.span, card.attribute, found)

    def _add_rulings(self, menu: QMenu, card: Conclusion, quote: Evidence | None) -> None:
        if quote is not None:
            _add(menu, _("Leave these words as they are"), lambda: self._leave(quote.quote))
        _add(menu, _("This is wrong"), lambda: self.dismiss(card))
        _add(menu, _("I'm fine with this, in this draft"), lambda: self.accept(card))
        if quote is not None:
            words, shown = quote.quote, in_quotes(quote.quote)
            menu.addSeparator()
            _add(menu, _("Never flag {words}").format(words=shown), lambda: self._rule(Ruling.NEVER, words))
            _add(menu, _("Always hide {words}").format(words=shown), lambda: self._rule(Ruling.HIDE, words))

    def _add_hidden(self, menu: QMenu, card: Conclusion) -> None:
        for guess in card.guesses:
            rule = Rule(Ruling.HIDE, guess.value)
            said = _("Do not always hide {words}").format(words=in_quotes(guess.value))
            _add(menu, said, partial(self._checker.rulings.book.drop, [rule]))

    def _use(self, change: Change, _checked: bool = False) -> None:
        self._reworder.use(change)
        self._toast.tell(_("Reworded."), [(_("Undo"), self._editor.undo)])

    def _leave(self, words: str) -> None:
        self._decide([Rule(Ruling.LEAVE, words)], _("Left as it is: {words}").format(words=in_quotes(words)))

    def _rule(self, ruling: Ruling, words: str) -> None:
        self._keep([Rule(ruling, words)], in_quotes(words))

    def _decide(self, rules: Sequence[Rule], said: str, *more: tuple[str, Do]) -> None:
        rulings = self._checker.rulings
        decision = rulings.decide(rules)
        self._toast.tell(said, [*more, (_("Undo"), lambda: rulings.take_back(decision))])

    def _keep(self, rules: Sequence[Rule], what: str) -> None:
        """Rules of one kind for every draft; nobody is left to believe that they last while nothing is kept."""
        book = self._checker.rulings.book
        before = [other for rule in rules if (other := opposite(rule)) in book.rules and other is not None]
        book.add(rules)

        def undo() -> None:
            book.drop(rules)
            book.add(before)

        text = _kept(rules[0].ruling, lasting=book.lasting).format(what=what)
        longer = [] if book.lasting else [(_("Keep it longer"), self.keeping_wanted.emit)]
        self._toast.tell(text, [*longer, (_("Undo"), undo)])


def _kept(ruling: Ruling, *, lasting: bool) -> str:
    if lasting:
        return {
            Ruling.NEVER: _("Never flagged again: {what}"),
            Ruling.HIDE: _("Always hidden: {what}"),
            Ruling.WRONG: _("Taken for wrong in every draft: {what}"),
        }[ruling]
    return {
        Ruling.NEVER: _("Not flagged until Redraft closes: {what}"),
        Ruling.HIDE: _("Hidden until Redraft closes: {what}"),
        Ruling.WRONG: _("Taken for wrong until Redraft closes: {what}"),
    }[ruling]


def _add(menu: QMenu, text: str, action: Do) -> None:
    # What looks like a mnemonic is a user's ampersand.
    menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _checked=False: action())


def _quote_at(card: Conclusion, place: Span | None) -> Evidence | None:
    """The words of a card at a place; of a card that was chosen as a whole its first."""
    touched = (q for q in card.quotes if place is None or (q.start <= place.end and place.start <= q.end))
    return next(touched, None)


def _title(card: Conclusion) -> str:
    return f"{title_of(card)}: {told(card, card.guesses[0])}" if card.named else title_of(card)


def _change_text(text: str, change: Change) -> str:
    old = text[change.span.start : change.span.end]
    if change.words.strip():
        said = _("{old} becomes {new}").format(old=in_quotes(old), new=in_quotes(change.words))
    elif change.kind == "sentence":
        several = sum(one.overlaps(change.span) for one in sentences(text)) > 1
        said = _("Leave these sentences out") if several else _("Leave the whole sentence out")
    else:
        said = _("Leave out {words}").format(words=in_quotes(old))
    return said.replace("&", "&&")
