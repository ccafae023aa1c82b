"""Theme, language, when the model looks, threads, what may be kept."""

from __future__ import annotations

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from redraft.gui.keeping.card import KeepingCard
from redraft.gui.keeping.keeper import Keeper
from redraft.gui.keeping.rulebook import Rulebook
from redraft.gui.keeping.rules_card import RulesCard
from redraft.gui.page import Page
from redraft.gui.parts import Segments, card, centred, column, label
from redraft.gui.services import Settings
from redraft.gui.theme import space
from redraft.speech.language import languages
from redraft.speech.now import _


class PreferencesPage(Page):
    """Every choice is remembered at once and reported with ``changed(key, value)``."""

    changed = Signal(str, str)

    def __init__(self, settings: Settings, keeper: Keeper, book: Rulebook) -> None:
        super().__init__()
        self._settings = settings
        cores = os.cpu_count() or 1
        counts = sorted({1, max(1, cores // 2), cores})
        self.setLayout(
            column(
                centred(
                    label(_("Preferences"), "title"),
                    self._choice(
                        "theme", _("Look"), [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
                    ),
                    self._choice("language", _("Language"), [("system", _("As the system")), *languages().items()]),
                    self._choice(
                        "looks",
                        _("When the model looks"),
                        [
                            ("pause", _("When you pause")),
                            ("glance", _("A glance when you pause")),
                            ("asked", _("Only when you ask")),
                        ],
                        default="pause",
                        more=_(
                            "A glance takes seconds and is a first impression; a thorough look keeps the processor "
                            "busy for longer. Ctrl+Enter always asks for one."
                        ),
                    ),
                    self._choice(
                        "threads",
                        _("Processor threads for the model"),
                        [("auto", _("Automatic")), *((str(n), str(n)) for n in counts)],
                        default="auto",
                        more=_("Takes effect when Redraft is opened again."),
                    ),
                    KeepingCard(keeper),
                    RulesCard(keeper, book),
                    _keys(),
                    label(_("Choices and the size of the window are remembered. Your drafts never are."), "muted"),
                )
            )
        )

    def _choice(
        self, key: str, name: str, options: list[tuple[str, str]], default: str = "system", more: str = ""
    ) -> QFrame:
        segments = Segments(options, self._settings.get(key, default) or default, name)
        segments.chosen.connect(lambda value: self._remember(key, value))
        parts = [label(name, "strong"), segments]
        if more:
            parts.append(label(more, "small"))
        return card(*parts)

    def _remember(self, key: str, value: str) -> None:
        self._settings.set(key, value)
        self.changed.emit(key, value)


def _keys() -> QFrame:
    keys = (
        (_("Ctrl+Enter"), _("Look thoroughly now")),
        (_("Esc"), _("Stop")),
        (_("Ctrl+E"), _("Suggest wording")),
        (_("Ctrl+."), _("What can be done about the underlined words at the cursor")),
        (_("F8, Shift+F8"), _("Next, previous suggestion or card")),
        (_("F9, Shift+F9"), _("Use the proposed wording, keep my words")),
        (_("Ctrl+Shift+Enter"), _("Apply all")),
        (_("Ctrl+D"), _("Before and after")),
        (_("Ctrl+Shift+C"), _("Copy the text")),
        (_("Ctrl+S"), _("Save the text")),
        (_("Ctrl+Plus, Ctrl+Minus, Ctrl+0"), _("The text larger, smaller, as usual")),
        (_("Ctrl+1 to Ctrl+7"), _("The pages, in their order")),
    )
    table = QGridLayout()
    table.setHorizontalSpacing(space("l"))
    table.setVerticalSpacing(space("xs"))
    table.setColumnStretch(1, 1)
    for line, (key, what) in enumerate(keys):
        table.addWidget(label(key, "muted", wrap=False), line, 0)
        table.addWidget(label(what), line, 1)
    return card(label(_("Keys"), "strong"), table)
