"""The states that are photographed. Each makes its services, then drives a window into the state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea

from redraft.domain.attributes import Attribute
from redraft.domain.errors import InputError
from redraft.domain.message import Message
from redraft.domain.rules import Rule, Ruling
from redraft.gui.draft.comparison import CHANGES
from redraft.gui.draft.phase import Phase
from redraft.gui.keeping.rules_card import RulesCard
from redraft.gui.main_window import MainWindow
from redraft.gui.models.shelf import Doing
from redraft.gui.proof.page import ProofPage
from redraft.gui.services import Services
from redraft.usecases.brief import Brief
from redraft.usecases.ports import Pass
from screenshots.scene import Scene, Until
from screenshots.scripted import ScriptedAttacker, ScriptedStore, refusals, scripted


def _example(window: MainWindow, until: Until) -> None:
    window.draft.put_example()
    until(lambda: window.draft.checker.fast_done)


def _done(window: MainWindow, until: Until) -> None:
    _example(window, until)
    window.draft.look()
    until(lambda: window.draft.checker.phase is Phase.DONE)


def _glancing(window: MainWindow, until: Until) -> None:
    _example(window, until)
    window.draft.look()
    until(lambda: window.draft.checker.model.answered >= 3)


def _looking(window: MainWindow, until: Until) -> None:
    _example(window, until)
    window.draft.look()
    until(lambda: window.draft.checker.phase is Phase.LOOKING and window.draft.checker.model.answered >= 5)


def _selected(window: MainWindow, until: Until) -> None:
    _done(window, until)
    window.draft.panel.chosen.emit(window.draft.cards()[3])
    until(lambda: window.draft.checker.settled and window.draft.checker.exposure is not None)


def _told(window: MainWindow, until: Until) -> None:
    _done(window, until)
    card = next(one for one in window.draft.cards() if not one.named)
    window.draft.panel.chosen.emit(card)
    until(lambda: window.draft.checker.settled and window.draft.checker.exposure is not None)


def _options(window: MainWindow, until: Until) -> None:
    _done(window, until)
    card = next(one for one in window.draft.cards() if one.attribute is Attribute.OCCUPATION)
    window.draft.editor.select(card.spans[0])
    window.draft.options()
    until(lambda: window.draft.doing.found)


def _brief(window: MainWindow, until: Until) -> None:
    _done(window, until)
    window.draft.checker.briefs.ask_for(
        Brief("colleagues").going(Attribute.LOCATION).going(Attribute.HEALTH).staying(Attribute.OCCUPATION)
    )
    window.draft.sheet.brief.fold.click()
    until(lambda: window.draft.checker.settled)


def _dismissed(window: MainWindow, until: Until) -> None:
    """What was decided stands below the cards, and the toast says the last of it."""
    _done(window, until)
    cards = {one.attribute: one for one in window.draft.cards()}
    window.draft.doing.accept(cards[Attribute.AGE])
    window.draft.doing.dismiss(cards[Attribute.OCCUPATION])
    until(lambda: window.draft.checker.fast_done and window.draft.checker.settled)
    area = window.draft.panel.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _rules(window: MainWindow, until: Until) -> None:
    window.rulebook.add(
        [
            Rule(Ruling.NEVER, "Leeds"),
            Rule(Ruling.HIDE, "priya.bikes@example.org"),
            Rule(Ruling.WRONG, "doctor", Attribute.OCCUPATION),
        ]
    )
    _page("preferences")(window, until)
    card = window.pages["preferences"].findChild(RulesCard)
    area = window.pages["preferences"].findChild(QScrollArea)
    assert isinstance(card, RulesCard)
    assert isinstance(area, QScrollArea)
    until(lambda: area.verticalScrollBar().maximum() > 0)
    area.ensureWidgetVisible(card)


def _suggestions(window: MainWindow, until: Until) -> None:
    _done(window, until)
    window.draft.suggest()
    until(lambda: len(window.draft.reworder.suggestions) > 0)
    window.draft.step(1)


def _second_look(window: MainWindow, until: Until) -> None:
    _suggestions(window, until)
    window.draft.bottom.apply_all.emit()
    until(lambda: window.draft.checker.phase is Phase.DONE)


def _compared(window: MainWindow, until: Until) -> None:
    _second_look(window, until)
    window.draft.compare()


def _changes(window: MainWindow, until: Until) -> None:
    _compared(window, until)
    window.draft.sheet.comparison.choose(CHANGES)


def _nothing(window: MainWindow, until: Until) -> None:
    window.draft.put("The kettle is on and the window is open.")
    until(lambda: window.draft.checker.fast_done)
    window.draft.look()
    until(lambda: window.draft.checker.phase is Phase.DONE)


def _error(window: MainWindow, until: Until) -> None:
    window.draft.put("Half a sentence")
    until(lambda: window.draft.checker.fast_done)
    window.draft.checker.error = InputError(
        Message("read.not_text"),
        Message("do.copy_text"),
    )
    window.draft.checker.changed.emit()


def _page(name: str) -> Callable[[MainWindow, Until], None]:
    def play(window: MainWindow, until: Until) -> None:
        until(lambda: window.shelf.loaded)
        window.show_page(name)

    return play


def _proof(window: MainWindow, until: Until) -> None:
    window.show_page("proof")
    page = window.pages["proof"]
    assert isinstance(page, ProofPage)
    page.run()
    until(lambda: not page.busy)


def _installing(window: MainWindow, until: Until) -> None:
    until(lambda: window.shelf.loaded)
    window.show_page("models")
    window.shelf.install("large")
    until(lambda: window.shelf.doing is Doing.INSTALLING and window.shelf.done > 1_000_000_000)


def _no_model() -> Services:
    return scripted(model=False)


def _leaky() -> Services:
    services = scripted()
    services.prove = refusals(broken=True)
    return services


def _slow_store() -> Services:
    services = scripted()
    services.store = ScriptedStore(installed=True, holds=True)
    return services


def _slow_model() -> Services:
    return scripted(attacker=ScriptedAttacker(holds_at=5, holds_in=Pass.FULL))


def _knows_less() -> Services:
    return scripted(attacker=ScriptedAttacker(unnamed=(Attribute.BIRTHPLACE,)))


def _slow_glance() -> Services:
    return scripted(attacker=ScriptedAttacker(holds_at=3, holds_in=Pass.FIRST))


SCENES = (
    Scene("draft-empty", scripted, lambda _window, _until: None),
    Scene("draft-words", _no_model, _example),
    Scene("draft-glancing", _slow_glance, _glancing),
    Scene("draft-looking", _slow_model, _looking),
    Scene("draft-done", scripted, _done),
    Scene("draft-selected", scripted, _selected),
    Scene("draft-told", _knows_less, _told),
    Scene("draft-options", scripted, _options),
    Scene("draft-brief", scripted, _brief),
    Scene("draft-dismissed", scripted, _dismissed),
    Scene("draft-suggestions", scripted, _suggestions),
    Scene("draft-second-look", scripted, _second_look),
    Scene("draft-compared", scripted, _compared),
    Scene("draft-changes", scripted, _changes),
    Scene("draft-nothing", scripted, _nothing),
    Scene("draft-error", scripted, _error),
    Scene("first-run", _no_model, _page("first_run")),
    Scene("models", scripted, _page("models")),
    Scene("models-installing", _slow_store, _installing),
    Scene("proof-empty", scripted, _page("proof")),
    Scene("proof-passed", scripted, _proof),
    Scene("proof-failed", _leaky, _proof),
    Scene("preferences", scripted, _page("preferences")),
    Scene("preferences-rules", scripted, _rules),
    Scene("about", scripted, _page("about")),
)
