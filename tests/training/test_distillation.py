"""A student begins as its teacher with fewer layers, and is told what the teacher thinks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from kg.tagger.labels import HEADS, LABELS, head
from kg.tagger.network import OnnxNetwork
from kg.tagger.pieces import Pieces
from kg.training import distillation
from kg.training.batches import batch_loss, cut_windows, tensors
from kg.training.corpora import Passage, example
from kg.training.distillation import shrink, teach, without
from kg.training.network import Shape, Tagger
from kg.training.onnx_export import export
from kg.types import Span

PASSAGE = Passage("Ratna berbicara di Melur.", {"entity": ((Span(0, 5), "PER"),)})
PLAIN = Passage("Warga Melur menunggu air.", {})


def cut(word: str, spaced: bool) -> Pieces:  # noqa: FBT001  the cache's signature
    return (len(word) + 10 * spaced + 4,)


def make_teacher(folder: Path, *, labels: int = len(LABELS), seed: int = 1) -> tuple[Tagger, Path]:
    torch.manual_seed(seed)
    network = Tagger(Shape(layers=3, labels=labels))
    save_file(network.state_dict(), folder / "weights.safetensors")
    (folder / "pieces.json").write_text("{}", encoding="utf-8")
    model = folder / "model"
    export(folder / "weights.safetensors", tokenizer=folder / "pieces.json", out=model)
    return network, model


@pytest.fixture
def teacher(tmp_path: Path) -> Path:
    return make_teacher(tmp_path)[1]


def test_student_has_the_layers_it_keeps(tmp_path: Path) -> None:
    network, model = make_teacher(tmp_path)
    student = shrink(model, keep=(0, 2))
    assert student.shape.layers == 2
    wanted, made = network.layers[2].state_dict(), student.layers[1].state_dict()
    for name, values in wanted.items():
        assert torch.allclose(made[name], values, atol=0.01), name


def test_teacher_of_the_same_size_is_taken_over_whole(tmp_path: Path) -> None:
    network, model = make_teacher(tmp_path)
    student = shrink(model, keep=(0, 2, 7))
    wanted, made = network.layers[1].state_dict(), student.layers[1].state_dict()
    for name, values in wanted.items():
        assert torch.allclose(made[name], values, atol=0.01), name


def test_heads_that_the_teacher_lacks_begin_as_its_own(tmp_path: Path) -> None:
    own = sum(len(task.labels) for task in HEADS)
    network, model = make_teacher(tmp_path, labels=own)
    student = shrink(model, keep=(0, 1, 2))
    for convention in ("", "idner"):
        rows = student.labels.weight[head("entity", convention).columns]
        assert torch.allclose(rows, network.labels.weight[head("entity").columns])


def test_teacher_speaks_of_what_is_not_annotated(teacher: Path, tmp_path: Path) -> None:
    kept = tmp_path / "soft.npz"
    taught = teach([PASSAGE, PLAIN], teacher, cut=cut, kept=kept)
    for passage in taught:
        soft = example(passage).soft
        assert soft is not None
        for task in HEADS:
            annotated = task.name in passage.spans
            assert soft[:, task.columns].sum(axis=1) == pytest.approx(
                0 if annotated else 1, abs=0.01
            )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the list of teachers asked, filled as they are."""
    teachers: list[Path] = []

    def ask(path: Path) -> OnnxNetwork:
        teachers.append(path)
        return OnnxNetwork(path)

    monkeypatch.setattr(distillation, "OnnxNetwork", ask)
    return teachers


def test_what_was_kept_is_not_asked_again(teacher: Path, tmp_path: Path, asked: list[Path]) -> None:
    kept = tmp_path / "soft.npz"
    taught = teach([PASSAGE, PLAIN], teacher, cut=cut, kept=kept)
    again = teach([PASSAGE, PLAIN], teacher, cut=cut, kept=kept)
    assert len(asked) == 1
    assert all(np.array_equal(a.soft, b.soft) for a, b in zip(taught, again, strict=True))


def test_what_was_kept_of_other_passages_is_made_anew(
    teacher: Path, tmp_path: Path, asked: list[Path]
) -> None:
    kept = tmp_path / "soft.npz"
    first, _ = teach([PASSAGE, PLAIN], teacher, cut=cut, kept=kept)
    # As many passages as before, and as many words: nothing but the texts tells them apart.
    _, last = teach([PLAIN, PASSAGE], teacher, cut=cut, kept=kept)
    assert len(asked) == 2
    assert np.array_equal(first.soft, last.soft)


def test_what_another_teacher_said_is_made_anew(
    teacher: Path, tmp_path: Path, asked: list[Path]
) -> None:
    kept, folder = tmp_path / "soft.npz", tmp_path / "other"
    folder.mkdir()
    (first,) = teach([PLAIN], teacher, cut=cut, kept=kept)
    (other,) = teach([PLAIN], make_teacher(folder, seed=2)[1], cut=cut, kept=kept)
    assert len(asked) == 2
    assert not np.array_equal(first.soft, other.soft)


def test_what_was_kept_without_a_digest_is_made_anew(
    teacher: Path, tmp_path: Path, asked: list[Path]
) -> None:
    kept = tmp_path / "soft.npz"
    np.savez(kept, np.zeros((5, len(LABELS)), dtype=np.float16))
    (passage,) = teach([PLAIN], teacher, cut=cut, kept=kept)
    assert len(asked) == 1
    assert passage.soft is not None
    assert passage.soft.any()


def test_loss_is_least_where_the_student_agrees(teacher: Path, tmp_path: Path) -> None:
    (passage,) = teach([PLAIN], teacher, cut=cut, kept=tmp_path / "soft.npz")
    batch = list(cut_windows(example(passage), cut, limit=64))
    agreed = torch.from_numpy(np.log(np.concatenate([w.soft for w in batch]) + 1e-6)).float()
    other = torch.zeros_like(agreed)
    assert batch_loss(agreed, batch) < batch_loss(other, batch)


def test_soft_labels_of_another_number_of_words_are_not_used(teacher: Path, tmp_path: Path) -> None:
    (passage,) = teach([PLAIN], teacher, cut=cut, kept=tmp_path / "soft.npz")
    shorter = Passage("Warga", {}, soft=passage.soft)
    assert example(shorter).soft is None


def test_windows_batch_into_tensors() -> None:
    batch = list(cut_windows(example(PLAIN), cut, limit=4))
    pieces, lengths, rows = tensors(batch)
    assert pieces.shape == (len(batch), int(lengths.max()))
    assert len(rows) == len(example(PLAIN).words)


def test_articles_that_are_held_out_are_left_out() -> None:
    long = Passage(" ".join(f"kata{number}" for number in range(60)), {})
    part = Passage(" ".join(f"kata{number}" for number in range(30)), {})
    other = Passage(" ".join(f"lain{number}" for number in range(60)), {})
    assert without([part, other, PLAIN], [long]) == [other, PLAIN]
