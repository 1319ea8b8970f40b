"""Commands that rebuild models, on networks of random weights."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import cli
from kg.models import open_model
from kg.tagger.labels import LABELS

torch = pytest.importorskip("torch")
st = pytest.importorskip("safetensors.torch")


def _weights(path: Path, *, seed: int) -> Path:
    from kg.training.network import Shape, Tagger  # noqa: PLC0415  needs torch

    torch.manual_seed(seed)
    st.save_file(Tagger(Shape(layers=1)).state_dict(), path)
    return path


@pytest.mark.slow
def test_merged_weights_become_a_model_that_can_be_opened(tmp_path: Path) -> None:
    from kg.training.torch_network import restore  # noqa: PLC0415  needs torch

    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "tokenizer.json").write_text("{}", encoding="utf-8")
    parts = [_weights(tmp_path / f"{seed}.safetensors", seed=seed) for seed in (1, 2)]
    out = tmp_path / "models" / "tagger"
    command = ["train", "merge", *map(str, parts), "--shared", str(tmp_path), "-o", str(out)]
    cli._register()
    done = CliRunner().invoke(cli.cli, command)
    assert done.exit_code == 0, done.output
    assert open_model("tagger", labels=LABELS, folder=out.parent) == out
    mean = sum(st.load_file(part)["layers.0.mixed.weight"] for part in parts) / len(parts)
    made = restore(out / "tagger.onnx").layers[0].state_dict()["mixed.weight"]
    assert torch.allclose(made, mean, atol=0.01)
