"""The trained segmenter as an ONNX graph that `kg.segmentation` runs without Stanza and PyTorch.

In: the tokenizer's file that Stanza wrote. Out: the same network, operator by operator as in
Stanza's forward pass (Qi et al. 2018), for paragraphs of different lengths side by side; its
characters and the names of its features stand in the graph's metadata. The weights stay as they
are, 32 bits; only their order is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.files import atomic_write
from kg.segmentation import GRAPH

_OPSET = 18
_IR_VERSION = 10
_SPECIAL = ["<PAD>", "<UNK>"]  # the units before the first character
_HEADS = ("tok_clf", "sent_clf", "mwt_clf")
# What `kg train segmenter` sets and this graph is written for.
_OPTIONS = {
    "hierarchical": True,
    "rnn_layers": 1,
    "use_mwt": True,
    "conv_res": None,
    "charlm": False,
    "use_dictionary": False,
}

Arrays = dict[str, npt.NDArray[np.float32]]


def export(model: Path, *, out: Path) -> Path:
    """Write the graph of a trained segmenter to the folder ``out``; return its path.

    Parameters
    ----------
    model
        The tokenizer's file, ``segmenter.pt``.
    out
        Folder to write to.

    Raises
    ------
    ValueError
        If the tokenizer was trained with options that the graph has no place for.
    """
    state = torch.load(model, weights_only=True)
    options = state["config"]
    if other := {name for name, value in _OPTIONS.items() if options[name] != value}:
        raise ValueError(f"{model}: no graph for another {', '.join(sorted(other))}")
    weights = {name: values.numpy() for name, values in state["model"].items()}
    graph = _Graph()
    _write(graph, weights, damping=options["hier_invtemp"])
    result = graph.model(features=len(options["feat_funcs"]))
    about = {"units": _units(state["vocab"]), "features": " ".join(options["feat_funcs"])}
    helper.set_model_props(result, about)
    onnx.checker.check_model(result)
    target = out / GRAPH
    with atomic_write(target) as file:
        file.write(result.SerializeToString(deterministic=True))
    return target


def _units(vocabulary: Mapping[str, Any]) -> str:
    """Return the characters of the network, in the order of their numbers, from 2 on."""
    units: list[str] = vocabulary["_id2unit"]
    if units[: len(_SPECIAL)] != _SPECIAL or any(len(unit) != 1 for unit in units[2:]):
        raise ValueError("units are not padding, unknown, and single characters")
    return "".join(units[len(_SPECIAL) :])


class _Graph:
    """The operators written so far, and their weights."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: npt.ArrayLike) -> str:
        """Store an array under ``name``; return the name."""
        self._constants.append(numpy_helper.from_array(np.array(values, order="C"), name))
        return name

    def apply(self, kind: str, *inputs: str, result: str = "", **attributes: Any) -> str:  # noqa: ANN401  numbers and names
        """Add an operator with one output; return its name."""
        name = result or f"{kind}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def split(self, values: str, sizes: str) -> list[str]:
        """Add an operator that cuts the last axis into columns; return their names."""
        names = [f"Column{len(self._nodes)}.{head}" for head in _HEADS]
        self._nodes.append(helper.make_node("Split", [values, sizes], names, axis=-1))
        return names

    def model(self, *, features: int) -> onnx.ModelProto:
        """Return the finished graph: time comes first, paragraphs second."""
        info = helper.make_tensor_value_info
        graph = helper.make_graph(
            self._nodes,
            "segmenter",
            [
                info("units", TensorProto.INT64, ["time", "paragraph"]),
                info("features", TensorProto.FLOAT, ["time", "paragraph", features]),
                info("lengths", TensorProto.INT32, ["paragraph"]),
            ],
            [info("labels", TensorProto.INT64, ["time", "paragraph"])],
            self._constants,
        )
        opset = helper.make_opsetid("", _OPSET)
        return helper.make_model(graph, opset_imports=[opset], ir_version=_IR_VERSION)


def _write(graph: _Graph, weights: Arrays, *, damping: float) -> None:
    """Write Stanza's forward pass: two layers, the second damped where the first sees no token."""
    embedded = graph.apply(
        "Gather", graph.constant("embeddings", weights["embeddings.weight"]), "units"
    )
    states = _layer(graph, "rnn", graph.apply("Concat", embedded, "features", axis=-1), weights)
    first = graph.apply(
        "Add",
        graph.apply("MatMul", states, graph.constant("heads", _heads(weights, "{}.weight").T)),
        graph.constant("heads.bias", _heads(weights, "{}.bias")),
    )
    columns = graph.constant("columns", np.array([1, 1, 1]))
    token = graph.split(first, columns)[0]
    weight = graph.constant("damping", np.float32(damping))
    damp = graph.apply("Sigmoid", graph.apply("Mul", token, weight))
    states = _layer(graph, "rnn2", graph.apply("Mul", states, damp), weights)
    second = graph.constant("heads2", _heads(weights, "{}2.weight").T)
    scores = graph.apply("Add", first, graph.apply("MatMul", states, second))
    _label(graph, graph.split(scores, columns))


def _heads(weights: Arrays, name: str) -> npt.NDArray[np.float32]:
    return np.concatenate([weights[name.format(head)] for head in _HEADS])


def _layer(graph: _Graph, name: str, inputs: str, weights: Arrays) -> str:
    """Add a layer in both directions; its states are [time, paragraph, features]."""
    kinds = {
        "W": ["weight_ih_l0"],
        "R": ["weight_hh_l0"],
        "B": ["bias_ih_l0", "bias_hh_l0"],
    }
    constants = [
        graph.constant(
            f"{name}.{kind}",
            np.stack(
                [
                    np.concatenate([_gates(weights[f"{name}.{part}{way}"]) for part in parts])
                    for way in ("", "_reverse")
                ]
            ),
        )
        for kind, parts in kinds.items()
    ]
    hidden = weights[f"{name}.weight_hh_l0"].shape[1]
    both = graph.apply(
        "LSTM", inputs, *constants, "lengths", hidden_size=hidden, direction="bidirectional"
    )
    turned = graph.apply("Transpose", both, perm=[0, 2, 1, 3])
    shape = graph.constant(f"{name}.shape", np.array([0, 0, 2 * hidden]))
    return graph.apply("Reshape", turned, shape)


def _gates(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Reorder PyTorch's gates (input, forget, cell, output) to ONNX's."""
    entry, forget, cell, output = np.split(values, 4)
    return np.concatenate([entry, output, forget, cell])


def _label(graph: _Graph, scores: Sequence[str]) -> None:
    """Choose among Stanza's five labels: inside, end of token or of sentence, each that splits."""
    yes = [_log_sigmoid(graph, score) for score in scores]
    no = [_log_sigmoid(graph, graph.apply("Neg", score)) for score in scores]
    ends = [graph.apply("Add", yes[0], choice) for choice in (no[1], yes[1])]
    labels = [graph.apply("Add", end, choice) for choice in (no[2], yes[2]) for end in ends]
    every = graph.apply("Concat", no[0], *labels, axis=-1)
    graph.apply("ArgMax", every, axis=-1, keepdims=0, result="labels")


def _log_sigmoid(graph: _Graph, score: str) -> str:
    return graph.apply("Neg", graph.apply("Softplus", graph.apply("Neg", score)))
