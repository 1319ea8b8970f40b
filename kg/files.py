"""Files, without knowledge of news: atomic writes, checksums, safe names."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_SLUG = 60


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Yield a binary file that replaces ``path`` only if the block succeeds.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with atomic_write(Path(folder) / "a.txt") as out:
    ...         _ = out.write(b"kata")
    ...     (Path(folder) / "a.txt").read_text(encoding="utf-8")
    'kata'
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kg-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(_mode_for(path))
        Path(name).replace(path)
    except BaseException:  # also on Ctrl-C: leave no half file behind
        Path(name).unlink(missing_ok=True)
        raise


def _mode_for(path: Path) -> int:
    """Return the mode of the file to replace, or the default mode (mkstemp gives 0600)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, all of it or nothing.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_text(Path(folder) / "a.txt", "“Ya”")
    ...     (Path(folder) / "a.txt").read_text(encoding="utf-8")
    '“Ya”'
    """
    with atomic_write(path) as out:
        out.write(text.encode("utf-8"))


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_text(Path(folder) / "a.txt", "kata")
    ...     sha256(Path(folder) / "a.txt") == hashlib.sha256(b"kata").hexdigest()
    True
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(*parts: str, length: int = 10) -> str:
    """Return ``length`` hexadecimal digits that identify the parts.

    Examples
    --------
    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


def safe_name(text: str) -> str:
    """Return a file name made from ``text``: a readable slug and eight digits of its hash.

    Examples
    --------
    >>> safe_name("../../etc/passwd").startswith("etc-passwd-")
    True
    """
    slug = _UNSAFE.sub("-", text).strip("-.")[:_LONGEST_SLUG]
    return f"{slug}-{digest(text, length=8)}".lstrip("-")
