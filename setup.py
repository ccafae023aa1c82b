"""What pyproject.toml cannot say: a wheel carries resources/ and models/ as redraft/data, where assets.py looks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))

from bundle_contents import copy_data  # noqa: E402


class BuildWithData(build_py):
    """Also copy the data folders; an editable installation reads them where they lie."""

    def run(self) -> None:
        """Copy the code, then the data."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "redraft" / "data"
        shutil.rmtree(target, ignore_errors=True)
        copy_data(ROOT, target)


setup(cmdclass={"build_py": BuildWithData})
