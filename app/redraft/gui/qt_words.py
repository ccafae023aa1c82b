"""What Qt itself says (the menu of a text field, the buttons of a question) in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

NAME = "qt_words"


def follow(language: str) -> None:
    """Let Qt speak a language, by its code; what Qt has no translation for stays English."""
    application = QCoreApplication.instance()
    if application is None:
        return
    for old in application.findChildren(QTranslator, NAME):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
    else:
        translator.deleteLater()
