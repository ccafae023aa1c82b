"""The mean of several trainings of one network, as good as asking all: ``python mean.py OUT.pt A.pt B.pt …``."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("nets", type=Path, nargs="+")
    given = parser.parse_args()
    nets = [torch.load(path) for path in given.nets]
    torch.save({name: sum(net[name] for net in nets) / len(nets) for name in nets[0]}, given.out)


if __name__ == "__main__":
    main()
