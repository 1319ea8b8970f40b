"""The models that ship with the package: their manifests, and the check before anything is opened.

A model is a folder under ``kg/weights`` with a ``manifest.json``: format, version, labels,
licence, training data, and size and SHA-256 of every file. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import ModelMismatch, ModelMissing
from kg.files import sha256, write_text

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model: its name, its size in bytes, and its checksum."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model is: see the module docstring."""

    name: str
    version: str
    labels: tuple[str, ...]
    licence: str
    data: tuple[str, ...]
    files: tuple[ModelFile, ...]


def weights_folder() -> Path:
    """Return the folder of the models that ship with the package.

    Examples
    --------
    >>> sorted(place.name for place in weights_folder().iterdir() if place.is_dir())
    ['segmenter', 'tagger']
    """
    return Path(str(files("kg") / "weights"))


def open_model(name: str, *, labels: Sequence[str] = (), folder: Path | None = None) -> Path:
    """Check the model called ``name`` and return its folder.

    Parameters
    ----------
    name
        Folder name of the model, such as "tagger".
    labels
        The labels that the calling code understands.
    folder
        Where the models are; by default those that ship with the package.

    Raises
    ------
    ModelMissing
        If the manifest or a file is not there.
    ModelMismatch
        If a size, checksum, format or label differs.
    """
    place = (folder or weights_folder()) / name
    manifest = read_manifest(place)
    if labels and manifest.labels != tuple(labels):
        raise ModelMismatch(
            place / MANIFEST, what="labels", expected=list(labels), found=list(manifest.labels)
        )
    for file in manifest.files:
        _check(place / file.name, file)
    return place


def read_manifest(place: Path) -> Manifest:
    """Read the manifest of the model in the folder ``place``.

    Examples
    --------
    >>> read_manifest(weights_folder() / "tagger").name
    'tagger'
    """
    path = place / MANIFEST
    if not path.is_file():
        raise ModelMissing(path)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return _manifest(record, path)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelMismatch(path, what="contents", expected="a manifest", found=error) from error


def _manifest(record: Mapping[str, object], path: Path) -> Manifest:
    if record["format"] != FORMAT:
        raise ModelMismatch(path, what="format", expected=FORMAT, found=record["format"])
    listed = record["files"]
    if not isinstance(listed, list):
        raise TypeError("files is no list")
    return Manifest(
        name=str(record["name"]),
        version=str(record["version"]),
        labels=_words(record["labels"]),
        licence=str(record["licence"]),
        data=_words(record["data"]),
        files=tuple(ModelFile(**file) for file in listed),
    )


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("expected a list of strings")
    return tuple(str(word) for word in value)


def _check(path: Path, file: ModelFile) -> None:
    if not path.is_file():
        raise ModelMissing(path)
    size = path.stat().st_size
    if size != file.size:
        raise ModelMismatch(path, what="size", expected=file.size, found=size)
    found = sha256(path)
    if found != file.sha256:
        raise ModelMismatch(
            path, what="sha256", expected=f"{file.sha256[:12]}…", found=f"{found[:12]}…"
        )


def write_manifest(
    place: Path,
    *,
    version: str,
    labels: Sequence[str],
    licence: str,
    data: Sequence[str],
) -> None:
    """Write the manifest of the model in the folder ``place`` for the files it holds now."""
    names = sorted(p.name for p in place.iterdir() if p.is_file() and p.name != MANIFEST)
    shipped = [name for name in names if not name.endswith(".md")]
    manifest = Manifest(
        name=place.name,
        version=version,
        labels=tuple(labels),
        licence=licence,
        data=tuple(data),
        files=tuple(
            ModelFile(name, (place / name).stat().st_size, sha256(place / name)) for name in shipped
        ),
    )
    record = {"format": FORMAT, **asdict(manifest)}
    write_text(place / MANIFEST, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
