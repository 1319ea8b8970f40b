"""Inputs that cannot become an article, each with the reason that must be reported."""

from __future__ import annotations

import random

_TEXT = "Pasar Sari dibuka kembali, kata Wali Kota Rini. "

BAD_INPUTS: tuple[tuple[str, bytes, str], ...] = (
    ("empty", b"", "empty"),
    ("blanks", b" \t\r\n" * 50, "empty"),
    ("mark of UTF-8 alone", b"\xef\xbb\xbf", "empty"),
    ("mark of UTF-16 alone", b"\xff\xfe", "empty"),
    ("one character", b"a", "empty"),
    ("punctuation alone", "— … “ ”".encode(), "empty"),
    ("PDF", b"%PDF-1.7\n1 0 obj", "binary"),
    ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(64), "binary"),
    ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary"),
    ("zip or docx", b"PK\x03\x04\x14\x00\x06\x00", "binary"),
    ("ELF", b"\x7fELF\x02\x01\x01", "binary"),
    ("gzip", b"\x1f\x8b\x08\x00", "binary"),
    ("SQLite", b"SQLite format 3\x00", "binary"),
    ("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary"),
    ("RTF", b"{\\rtf1\\ansi Pasar Sari}", "binary"),
    ("zero bytes", bytes(1000), "binary"),
    ("random bytes", random.Random(7).randbytes(4000), "binary"),
    ("text with many control characters", (_TEXT + "\x01\x02\x03\x04").encode() * 20, "binary"),
    ("Cyrillic code page", ("Рынок открыт снова. " * 20).encode("koi8-r"), "undecodable"),
    ("Chinese code page", ("市场重新开放了。" * 20).encode("gbk"), "undecodable"),
    ("UTF-8 damaged throughout", b"Pasar \xe2\x80 Sari \xe2\x80\x9c" * 50, "undecodable"),
    ("UTF-16 cut up", b"\xff\xfe" + b"\x00\xd8A\x00" * 200, "undecodable"),
)
"""(name, content, reason) of files that must be skipped."""
