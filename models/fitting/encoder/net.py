"""The encoder with its heads: a tag for each piece, a pooled view for each attribute, and answers to choose from."""

from __future__ import annotations

import torch
from posts import ATTRIBUTES, VALUES
from torch import nn

LOW = -1e4


class Reader(nn.Module):
    """``tag``: is this piece evidence; ``told``: could a sharp reader tell; ``values``: which answer.

    ``told`` is the strongest tag of the attribute plus what a view of the text, pooled by attention of the
    attribute's own, adds to it.
    """

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        count = len(ATTRIBUTES)
        self.encoder = encoder
        self.tag = nn.Linear(width, count)
        self.look = nn.Linear(width, count)
        self.weigh = nn.Parameter(torch.randn(count, width) * 0.02)
        self.bias = nn.Parameter(torch.zeros(count) - 1)
        self.values = nn.ModuleDict({name: nn.Linear(width, len(known)) for name, known in VALUES.items()})
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, dict]:
        """Logits of tags [text, piece, attribute], of told [text, attribute] and of values, from piece numbers."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state)
        tag = self.tag(hidden)
        outside = ~mask[..., None]
        look = torch.softmax(self.look(hidden).masked_fill(outside, LOW), 1)
        pooled = torch.einsum("blk,bld->bkd", look, hidden)
        told = (pooled * self.weigh).sum(-1) + self.bias + tag.masked_fill(outside, LOW).max(1).values
        return tag, told, {name: head(pooled[:, ATTRIBUTES.index(name)]) for name, head in self.values.items()}
