"""The toolkit under the window must give back the references that it takes."""

import sys

import pytest
from PySide6.QtWidgets import QLabel


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_calls_without_a_result_use_up_no_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(3_000):
        label.setEnabled(True)
    # PySide6 6.12.0 lost one a call, until the interpreter aborted with "deallocating None".
    assert sys.getrefcount(None) > before - 300
