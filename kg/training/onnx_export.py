"""Trained weights to the files that ship: an int8 ONNX graph and the pieces of its vocabulary.

The graph is written operator by operator, not traced: it holds what ONNX Runtime does fastest on
a processor, reads one window without padding, and needs nothing fused when it is opened. The
matrices are int8 with one scale a column, their inputs are made int8 as they come (one scale a
window); the word embeddings are int8 with one scale a row.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from kg.tagger.labels import LABELS
from kg.training.network import Shape, count_layers

_OPSET = 18
_IR_VERSION = 10
_RUNTIME = "com.microsoft"  # the operators that ONNX Runtime adds to the standard
_RUNTIMES_OWN = frozenset({"DynamicQuantizeMatMul", "Gelu", "MultiHeadAttention"})
_EPSILON = 1e-12

Weights = dict[str, npt.NDArray[np.float32]]


def export(weights: Path, *, tokenizer: Path, out: Path, quantized: bool = True) -> Path:
    """Write ``tagger.onnx`` and ``tokenizer.json`` to ``out``; return the graph's path.

    Parameters
    ----------
    weights
        Safetensors of a `network.Tagger`.
    tokenizer
        ``tokenizer.json`` of its encoder.
    out
        Folder to write to.
    quantized
        Make the weights int8; otherwise they stay as they are.
    """
    out.mkdir(parents=True, exist_ok=True)
    graph = _Graph(load_file(weights), quantized=quantized)
    shape = Shape(layers=count_layers(graph.weights))
    states = _embed(graph)
    for index in range(shape.layers):
        states = _layer(graph, states, f"layers.{index}", shape, last=index == shape.layers - 1)
    scores = graph.linear(states, "labels", quantized=False)
    graph.apply("Squeeze", scores, graph.constant("batch", np.array([0])), result="scores")
    target = out / "tagger.onnx"
    onnx.save(graph.model(), target)
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    return target


class _Graph:
    """The operators written so far, the weights they use, and those they may use."""

    def __init__(self, weights: Weights, *, quantized: bool) -> None:
        self.weights = weights
        self.quantized = quantized
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """Store an array under ``name``; return the name."""
        self._constants[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def weight(self, name: str) -> str:
        """Store a weight as it is; return its name."""
        return self.constant(name, self.weights[name])

    def apply(self, kind: str, *inputs: str, result: str = "", **attributes: Any) -> str:  # noqa: ANN401  numbers and names
        """Add an operator with one output; return its name."""
        name = result or f"{kind}-{len(self._nodes)}"
        domain = _RUNTIME if kind in _RUNTIMES_OWN else ""
        self._nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def split(self, states: str, parts: int) -> list[str]:
        """Cut the last axis into equal parts; return their names."""
        names = [f"Split-{len(self._nodes)}-{part}" for part in range(parts)]
        self._nodes.append(helper.make_node("Split", [states], names, axis=-1, num_outputs=parts))
        return names

    def linear(self, states: str, name: str, *, quantized: bool | None = None) -> str:
        """Multiply by the matrix of a linear layer and add its bias."""
        matrix, bias = self.weights[f"{name}.weight"].T, self.weight(f"{name}.bias")
        if not (self.quantized if quantized is None else quantized):
            product = self.apply("MatMul", states, self.constant(f"{name}.weight", matrix))
            return self.apply("Add", product, bias)
        whole, scales = quantize(matrix, axis=0)
        return self.apply(
            "DynamicQuantizeMatMul",
            states,
            self.constant(f"{name}.weight", whole),
            self.constant(f"{name}.scales", scales[0]),
            "",  # no zero points: the weights are symmetric
            bias,
        )

    def normalize(self, states: str, name: str) -> str:
        """Normalize along the last axis."""
        parts = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.apply("LayerNormalization", states, *parts, axis=-1, epsilon=_EPSILON)

    def model(self) -> onnx.ModelProto:
        """Return the model, checked."""
        whole, real = TensorProto.INT64, TensorProto.FLOAT
        graph = helper.make_graph(
            self._nodes,
            "tagger",
            [
                helper.make_tensor_value_info("pieces", whole, [1, "length"]),
                helper.make_tensor_value_info("rows", whole, ["words"]),
            ],
            [helper.make_tensor_value_info("scores", real, ["words", len(LABELS)])],
            list(self._constants.values()),
        )
        sets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
        model = helper.make_model(
            graph, opset_imports=sets, ir_version=_IR_VERSION, producer_name="kg"
        )
        onnx.checker.check_model(model)
        return model


def quantize(
    matrix: npt.NDArray[np.float32], *, axis: int
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Round a matrix to int8, with scales that give it back.

    Parameters
    ----------
    matrix
        Any matrix.
    axis
        The axis whose numbers share a scale.

    Returns
    -------
    tuple of int8 array and float array
        Whole numbers from -127 to 127, and the scales, which fit them by broadcasting.

    Examples
    --------
    >>> whole, scales = quantize(np.array([[1.0, -0.5], [0.0, 254.0]], dtype=np.float32), axis=1)
    >>> whole.tolist(), scales[1].tolist()
    ([[127, -64], [0, 127]], [2.0])
    """
    largest = np.abs(matrix).max(axis=axis, keepdims=True)
    scales = np.where(largest == 0, 1, largest / 127).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales


def _embed(graph: _Graph) -> str:
    words = _word_embeddings(graph)
    length = graph.apply("Shape", "pieces", start=1)
    positions = graph.apply(
        "Slice",
        graph.weight("position_embeddings.weight"),
        graph.constant("first", np.array([0])),
        length,
    )
    return graph.normalize(graph.apply("Add", words, positions), "embedding_norm")


def _word_embeddings(graph: _Graph) -> str:
    name = "word_embeddings.weight"
    if not graph.quantized:
        return graph.apply("Gather", graph.weight(name), "pieces")
    whole, scales = quantize(graph.weights[name], axis=1)
    rows = graph.apply("Gather", graph.constant(name, whole), "pieces")
    wide = graph.apply("Cast", rows, to=TensorProto.FLOAT)
    scale = graph.apply("Gather", graph.constant("word_embeddings.scales", scales), "pieces")
    return graph.apply("Mul", wide, scale)


def _layer(graph: _Graph, states: str, name: str, shape: Shape, *, last: bool) -> str:
    """Write one layer of `network.Layer`; the last one goes on only with what is asked for."""
    parts = graph.split(graph.linear(states, f"{name}.query_key_value"), 3)
    seen = graph.apply("MultiHeadAttention", *parts, num_heads=shape.attention_heads)
    if last:
        seen = graph.apply("Gather", seen, "rows", axis=1)
        states = graph.apply("Gather", states, "rows", axis=1)
    mixed = graph.linear(seen, f"{name}.mixed")
    states = graph.normalize(graph.apply("Add", states, mixed), f"{name}.attention_norm")
    made = graph.linear(
        graph.apply("Gelu", graph.linear(states, f"{name}.widen")), f"{name}.narrow"
    )
    return graph.normalize(graph.apply("Add", states, made), f"{name}.output_norm")
