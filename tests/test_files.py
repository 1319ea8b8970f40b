"""Files: all of a write or nothing of it, whatever happens; names that stay in their folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.files import atomic_write, digest, safe_name, sha256, write_text

# Class C8 of the fault catalogue: names from article ids and titles that must stay harmless.
HOSTILE_NAMES = (
    "../../keluar",
    "/etc/passwd",
    "C:\\berita\\artikel",
    "artikel\x00.txt",
    "CON",
    "artikel.",
    "a" * 300,
    "berita 😀",
    "Cafe\u0301 Senja",
    "Caf\u00e9 Senja",
    "berita-\udcff",
    "Artikel",
    "artikel",
    "...",
)


def test_write_replaces_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    write_text(path, "baru “é”")
    assert path.read_bytes() == "baru “é”".encode()
    assert list(tmp_path.iterdir()) == [path]


def _fail_half_way(path: Path, fault: type[BaseException]) -> None:
    with atomic_write(path) as out:
        out.write(b"setengah")
        raise fault


@pytest.mark.parametrize("fault", [OSError, ValueError, KeyboardInterrupt, SystemExit])
def test_fault_in_a_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    with pytest.raises(fault):
        _fail_half_way(path, fault)
    assert path.read_text(encoding="utf-8") == "lama"
    assert list(tmp_path.iterdir()) == [path]


def test_fault_in_the_replacement_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "baru")
    assert path.read_text(encoding="utf-8") == "lama"
    assert list(tmp_path.iterdir()) == [path]


def test_fault_before_the_first_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="batal"), atomic_write(tmp_path / "baru.txt"):
        raise ValueError("batal")
    assert list(tmp_path.iterdir()) == []


def test_old_file_is_whole_until_the_new_one_is(tmp_path: Path) -> None:
    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    with atomic_write(path) as out:
        out.write(b"baru")
        out.flush()
        assert path.read_text(encoding="utf-8") == "lama"
    assert path.read_text(encoding="utf-8") == "baru"


def test_missing_folder_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "tiada" / "graf.txt", "baru")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_mode_of_the_old_file_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    path.chmod(mode)
    write_text(path, "baru")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_mode_of_a_new_file_is_the_usual_one(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "graf.txt", "baru")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "graf.txt").stat().st_mode) == 0o640


def test_link_is_replaced_and_its_target_is_not_written(tmp_path: Path) -> None:
    outside = tmp_path / "luar.txt"
    outside.write_text("jangan disentuh", encoding="utf-8")
    (tmp_path / "graf.txt").symlink_to(outside)
    write_text(tmp_path / "graf.txt", "baru")
    assert outside.read_text(encoding="utf-8") == "jangan disentuh"
    assert not (tmp_path / "graf.txt").is_symlink()


def test_name_of_the_longest_length_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".txt")
    write_text(path, "baru")
    assert path.read_text(encoding="utf-8") == "baru"


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "graf.txt"
    path.write_text("lama", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_text(path, "baru")
    assert path.read_text(encoding="utf-8") == "lama"
    assert list(tmp_path.iterdir()) == [path]


def test_sha256_is_the_published_one(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    found = sha256(tmp_path / "abc")
    assert found == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_digest_tells_where_the_parts_meet() -> None:
    found = {digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}
    assert len(found) == 4


def test_digest_has_the_asked_length() -> None:
    assert len(digest("a")) == 10
    assert digest("a", length=4) == digest("a")[:4]


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_hostile_name_becomes_a_file_in_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner").mkdir()
    path = tmp_path / "inner" / safe_name(name)
    write_text(path, "isi")
    assert path.resolve().parent == (tmp_path / "inner").resolve()
    assert [p.name for p in tmp_path.iterdir()] == ["inner"]
    assert len(path.name.encode()) <= 80
    assert path.name.isascii()
    assert not path.name.startswith((".", "-"))
    assert not path.name.endswith(".")


def test_hostile_names_stay_distinct_on_any_disk() -> None:
    names = {safe_name(name).casefold() for name in HOSTILE_NAMES}
    assert len(names) == len(HOSTILE_NAMES) == 14


def test_name_is_readable() -> None:
    assert safe_name("Banjir di Kota Melur!").startswith("Banjir-di-Kota-Melur-")


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text())
def test_any_text_makes_a_plain_name(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(text)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert 8 <= len(name) <= 80
    assert name[0] not in ".-"
