"""What the window asks of a page: the actions of its keys, and to end its work."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page does what it has a use for; all else does nothing."""

    def look(self) -> None:
        """Let the model look."""

    def stop(self) -> None:
        """Stop what is under way, or close what is open."""

    def choose_file(self) -> None:
        """Ask for files and open them."""

    def suggest(self) -> None:
        """Ask for wordings."""

    def step(self, by: int) -> None:
        """Show the next suggestion or card, or the one before."""

    def options(self) -> None:
        """Say what can be done about what the cursor is on."""

    def take(self) -> None:
        """Let the wording that is shown stand."""

    def keep(self) -> None:
        """Leave the words that are shown."""

    def take_all(self) -> None:
        """Let every wording stand."""

    def copy_text(self) -> None:
        """Copy the text."""

    def to_assistant(self) -> None:
        """Copy the text with stand-ins."""

    def from_assistant(self) -> None:
        """Show what was copied with the real words."""

    def compare(self) -> None:
        """Show before and after, or the text again."""

    def save(self) -> object:
        """Save the text in a file that the user names."""

    def zoom(self, steps: int) -> None:
        """Make the text larger, or smaller; 0: as usual."""

    def close_work(self) -> None:
        """End all threads of the page; not those of what another page has taken over."""
