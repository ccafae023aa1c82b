"""The look: tokens in ``resources/styles`` become a palette and a style sheet, light or dark."""

from __future__ import annotations

import json
import string
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from redraft.assets import resource
from redraft.domain.attributes import Severity

CHOICES = ("system", "light", "dark")


@cache
def tokens() -> dict[str, Any]:
    """The design tokens: type scale, spacing, corner radii and the two palettes."""
    data: dict[str, Any] = json.loads(resource("styles", "tokens.json").read_text("utf-8"))
    return data


def space(name: str) -> int:
    """A distance of the spacing scale, in device-independent pixels."""
    return int(tokens()["space"][name])


@dataclass(frozen=True, slots=True)
class Look:
    """One of the two palettes."""

    dark: bool

    def colour(self, name: str) -> QColor:
        """A colour by its token name."""
        return QColor(tokens()["dark" if self.dark else "light"][name])

    def of_severity(self, severity: Severity, *, tint: bool = False) -> QColor:
        """The ink of a severity, or the tint that goes behind words."""
        return self.colour(severity.name.lower() + ("_tint" if tint else ""))


class Theme(QObject):
    """The look in use; follows the system unless the user chose one."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._points = _base_points(application)
        _load_fonts()
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def look(self) -> Look:
        """The palette in use."""
        if self._choice == "system":
            return Look(self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark)
        return Look(self._choice == "dark")

    def points(self, name: str) -> float:
        """The size of letters of the type scale, in points."""
        return self._points * float(tokens()["type"][name])

    def choose(self, choice: str) -> None:
        """Use one of :data:`CHOICES`; nothing is drawn anew where it looks the same."""
        before = self.look
        self._choice = choice if choice in CHOICES else "system"
        if self.look != before:
            self._apply()

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        look = self.look
        font = QFont(self._application.font())
        families = [name for name in tokens()["type"]["family"] if name in QFontDatabase.families()]
        if families:
            font.setFamilies(families)
        font.setPointSizeF(self._points)
        self._application.setFont(font)
        self._application.setPalette(palette(look))
        self._application.setStyleSheet(style_sheet(look, self._points))
        self.changed.emit()


@cache
def _load_fonts() -> None:
    """Make the typeface that ships with Redraft known to Qt; without it the next family of the list is used."""
    for name in tokens()["type"]["files"]:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def _base_points(application: QApplication) -> float:
    """The body size: ours, or the system's when the user asked their system for larger letters."""
    return max(float(tokens()["type"]["base_points"]), application.font().pointSizeF())


def palette(look: Look) -> QPalette:
    """The Qt palette, for what a style sheet does not reach."""
    result = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: "ground",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Button: "surface",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.Link: "accent",
        role.PlaceholderText: "muted",
    }
    for where, name in pairs.items():
        result.setColor(where, look.colour(name))
    result.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, look.colour("dim"))
    return result


def style_sheet(look: Look, points: float) -> str:
    """The style sheet with every token filled in; raises KeyError when it names one that does not exist."""
    colours = tokens()["dark" if look.dark else "light"]
    sizes = {name: f"{points * factor:.2f}" for name, factor in tokens()["type"].items() if isinstance(factor, float)}
    distances = tokens()["space"]
    rest: dict[str, Any] = {
        "radius_s": tokens()["radius"]["s"],
        "radius_m": tokens()["radius"]["m"],
        "pad_v": 6,
        "pad_vf": 5,
        "m_f": distances["m"] - 1,
        "xs_f": distances["xs"] - 1,
        "s_f": distances["s"] - 1,
        "tick": resource("icons", f"tick-{'dark' if look.dark else 'light'}.svg").as_posix(),
    }
    template = string.Template(resource("styles", "window.qss").read_text("utf-8"))
    return template.substitute(colours | sizes | distances | rest)


def current_theme() -> Theme:
    """The theme of the running application; raises LookupError before ``run`` has made one."""
    application = QApplication.instance()
    theme = application.findChild(Theme) if application is not None else None
    if theme is None:
        raise LookupError("the application has no theme yet")
    return theme
