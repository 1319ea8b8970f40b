"""Models: nothing is opened that is not what its manifest says, and the message helps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, ModelMismatch, ModelMissing
from kg.models import MANIFEST, ModelFile, open_model, read_manifest, write_manifest

LABELS = ("O", "B-PER", "I-PER")
WEIGHTS = b"bobot kecil " * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two small models, each with a manifest."""
    for name, data in (("penanda", WEIGHTS), ("pemotong", WEIGHTS[::-1])):
        place = tmp_path / name
        place.mkdir()
        (place / "weights.bin").write_bytes(data)
        (place / "words.json").write_text("{}", encoding="utf-8")
        (place / "CARD.md").write_text("# Kartu", encoding="utf-8")
        write_manifest(place, version="1.2", labels=LABELS, licence="MIT", data=["berita buatan"])
    return tmp_path


def _change(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def _manifest(folder: Path, **fields: object) -> None:
    path = folder / "penanda" / MANIFEST
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | fields), encoding="utf-8")


def test_sound_model_is_opened(folder: Path) -> None:
    assert open_model("penanda", labels=LABELS, folder=folder) == folder / "penanda"


def test_labels_are_compared_only_where_the_caller_has_some(folder: Path) -> None:
    assert open_model("pemotong", folder=folder) == folder / "pemotong"


def test_manifest_says_what_was_written(folder: Path) -> None:
    manifest = read_manifest(folder / "penanda")
    assert (manifest.name, manifest.version, manifest.licence) == ("penanda", "1.2", "MIT")
    assert manifest.labels == LABELS
    assert manifest.data == ("berita buatan",)
    assert [file.name for file in manifest.files] == ["weights.bin", "words.json"]
    assert manifest.files[1] == ModelFile(
        name="words.json",
        size=2,
        sha256="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    )


def _remove(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncate(path: Path) -> None:
    _change(path, lambda data: data[:-1])


def _grow(path: Path) -> None:
    _change(path, lambda data: data + b"\0")


def _flip_one_bit(path: Path) -> None:
    _change(path, lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:])


def _swap(path: Path) -> None:
    path.write_bytes((path.parents[1] / "pemotong" / path.name).read_bytes())


def _error_page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><title>404 Not Found</title>", encoding="utf-8")


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("tiada"))


@pytest.mark.parametrize(
    ("damage", "error", "fact"),
    [
        (_remove, ModelMissing, "missing"),
        (_folder_instead, ModelMissing, "missing"),
        (_dangling_link, ModelMissing, "missing"),
        (_empty, ModelMismatch, "size 0, expected 480"),
        (_truncate, ModelMismatch, "size 479, expected 480"),
        (_grow, ModelMismatch, "size 481, expected 480"),
        (_flip_one_bit, ModelMismatch, "sha256"),
        (_swap, ModelMismatch, "sha256"),
        (_error_page, ModelMismatch, "size 43, expected 480"),
    ],
)
def test_damaged_file_is_refused_by_name(
    folder: Path, damage: Callable[[Path], None], error: type[KgError], fact: str
) -> None:
    path = folder / "penanda" / "weights.bin"
    damage(path)
    with pytest.raises(error) as caught:
        open_model("penanda", labels=LABELS, folder=folder)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert fact in message
    assert "othing was loaded" in message
    assert "pip install --force-reinstall" in message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan json",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 1}',
        b"\xff\xfe\x00",
        b"<!DOCTYPE html><title>404</title>",
    ],
)
def test_broken_manifest_is_refused_by_name(folder: Path, content: bytes) -> None:
    path = folder / "penanda" / MANIFEST
    path.write_bytes(content)
    with pytest.raises(ModelMismatch, match="expected a manifest") as caught:
        open_model("penanda", folder=folder)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"files": {"weights.bin": 480}},
        {"files": ["weights.bin"]},
        {"files": [{"name": "weights.bin", "size": 480}]},
        {"labels": "O"},
        {"data": None},
    ],
)
def test_manifest_with_fields_of_another_shape_is_refused(
    folder: Path, fields: dict[str, object]
) -> None:
    _manifest(folder, **fields)
    with pytest.raises(ModelMismatch, match="expected a manifest"):
        open_model("penanda", folder=folder)


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_manifest_of_another_format_is_refused_with_both_values(
    folder: Path, version: object
) -> None:
    _manifest(folder, format=version)
    with pytest.raises(ModelMismatch, match=f"format {version}, expected 1"):
        open_model("penanda", folder=folder)


def test_missing_manifest_is_refused(folder: Path) -> None:
    (folder / "penanda" / MANIFEST).unlink()
    with pytest.raises(ModelMissing, match=r"manifest\.json"):
        open_model("penanda", folder=folder)


def test_unknown_model_is_refused(folder: Path) -> None:
    with pytest.raises(ModelMissing, match="penerjemah"):
        open_model("penerjemah", folder=folder)


@pytest.mark.parametrize("labels", [("O",), ("O", "I-PER", "B-PER"), (*LABELS, "B-ORG")])
def test_model_with_other_labels_is_refused_with_both(
    folder: Path, labels: tuple[str, ...]
) -> None:
    with pytest.raises(ModelMismatch, match="labels") as caught:
        open_model("penanda", labels=labels, folder=folder)
    assert str(list(labels)) in str(caught.value)
    assert str(list(LABELS)) in str(caught.value)
