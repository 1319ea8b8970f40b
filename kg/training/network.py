"""The tagger's network: a BERT encoder (Devlin et al. 2019) with one linear layer for all heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.tagger.labels import LABELS


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; the defaults are those of multilingual-e5-small."""

    vocabulary: int = 39_239
    width: int = 384
    inner: int = 1536
    layers: int = 12
    attention_heads: int = 12
    positions: int = 512
    dropout: float = 0.1
    labels: int = len(LABELS)


class Layer(nn.Module):
    """One transformer layer, normalised after each addition as in BERT.

    BERT also drops attention weights in training; that doubles the time of the forward pass on
    a CPU, so it is left out.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.mixed = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.output_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Transform ``states`` [batch, pieces, width]; ``mask`` is added to the attention."""
        batch, length, width = states.shape
        split = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.query_key_value(states).view(split).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, mask)
        seen = self.mixed(seen.transpose(1, 2).reshape(batch, length, width))
        states = self.attention_norm(states + self.dropout(seen))
        made = self.narrow(functional.gelu(self.widen(states)))
        result: Tensor = self.output_norm(states + self.dropout(made))
        return result


class Tagger(nn.Module):
    """Word pieces to scores for every label, one row a word (its first piece)."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.word_embeddings = nn.Embedding(shape.vocabulary, shape.width)
        self.position_embeddings = nn.Embedding(shape.positions, shape.width)
        self.embedding_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.labels = nn.Linear(shape.width, shape.labels)

    def encode(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        """Return the last layer's states [batch, pieces, width]."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        padding = positions[None, :] >= lengths[:, None]
        mask = padding[:, None, None, :].to(torch.float32) * -1e4
        states = self.word_embeddings(pieces) + self.position_embeddings(positions)
        states = self.dropout(self.embedding_norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        result: Tensor = states
        return result

    def forward(self, pieces: Tensor, lengths: Tensor, rows: Tensor) -> Tensor:
        """Return the scores of every label for the chosen pieces.

        Parameters
        ----------
        pieces
            Piece ids, padded, [batch, pieces].
        lengths
            Pieces in use, [batch].
        rows
            Indexes of the words' first pieces in the flattened batch, [words].

        Returns
        -------
        Tensor
            [words, labels], before the softmax.
        """
        states = self.encode(pieces, lengths).flatten(0, 1)
        result: Tensor = self.labels(states[rows])
        return result


def count_layers(names: Iterable[str]) -> int:
    """Count the layers whose weights have these names.

    Examples
    --------
    >>> count_layers(["layers.0.mixed.bias", "layers.1.mixed.bias", "labels.bias"])
    2
    """
    return len({name.split(".")[1] for name in names if name.startswith("layers.")})


def load_encoder(network: Tagger, folder: Path) -> None:
    """Copy the weights of a pretrained BERT (``model.safetensors``) into the network."""
    weights = {name: part.float() for name, part in load_file(folder / "model.safetensors").items()}
    taken = _embeddings(weights)
    for index in range(network.shape.layers):
        taken |= _layer(weights, index)
    missing = network.load_state_dict(taken, strict=False).missing_keys
    left = [name for name in missing if not name.startswith("labels.")]
    if left:
        raise ValueError(f"{folder}: the encoder has no weights for {', '.join(left)}")


def _embeddings(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    prefix = "embeddings."
    # All text is of type 0: its embedding is a constant and joins the positions.
    positions = weights[f"{prefix}position_embeddings.weight"]
    kind = weights[f"{prefix}token_type_embeddings.weight"][0]
    return {
        "word_embeddings.weight": weights[f"{prefix}word_embeddings.weight"],
        "position_embeddings.weight": positions + kind,
        "embedding_norm.weight": weights[f"{prefix}LayerNorm.weight"],
        "embedding_norm.bias": weights[f"{prefix}LayerNorm.bias"],
    }


def _layer(weights: dict[str, Tensor], index: int) -> dict[str, Tensor]:
    theirs, ours = f"encoder.layer.{index}.", f"layers.{index}."
    renamed = {
        "mixed": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "output_norm": "output.LayerNorm",
    }
    taken = {
        f"{ours}{new}.{part}": weights[f"{theirs}{old}.{part}"]
        for new, old in renamed.items()
        for part in ("weight", "bias")
    }
    for part in ("weight", "bias"):
        pieces = [
            weights[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")
        ]
        taken[f"{ours}query_key_value.{part}"] = torch.cat(pieces)
    return taken
