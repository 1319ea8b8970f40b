r"""Bytes to text: one decoded string, or `UnreadableInput` with the reason.

In: the whole content of a file, or one line of a corpus file. Out: text with ``\n`` line ends,
each control character replaced by a blank so that offsets stay, and a note of all that was not
as it should be. It never gives back mojibake as if it were fine: what cannot be told is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from kg.errors import UnreadableInput

_BOMS = (  # UTF-32 before UTF-16: the little-endian marks begin alike
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"PK\x03\x04", "zip archive or office document"),
    (b"PK\x05\x06", "zip archive"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh91AY&SY", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"7z\xbc\xaf", "7-zip archive"),
    (b"Rar!", "rar archive"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"{\\rtf", "RTF document"),
    (b"SQLite format 3", "SQLite database"),
    (b"OggS\x00", "sound file"),
    (b"ID3\x03", "sound file"),
    (b"ID3\x04", "sound file"),
    (b"\x00asm", "program"),
)
_HEAD = 8192
_MOST_CONTROLS = 0.02
_MOST_BAD = 0.01
_MOST_HIGH = 0.15  # Indonesian is ASCII but for its punctuation; more is another code page
_CONTROL_BYTES = bytes({*range(32), 127} - {*b"\t\n\r\f"})
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NO_CHARACTER = "".join(
    chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
_TO_BLANK = re.compile(  # controls, line separators, private use: nobody can know what it shows
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff"
    + _NO_CHARACTER
    + "]"
)
_MOJIBAKE = re.compile("â€[œ\x9d\x99\x93\x94™˜”“]|Ã[©¨¡³¶¼]|Â[\xa0«»]")
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and what had to be done to get it."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, *, source: str) -> Decoded:
    r"""Return the text of ``data``.

    Raises
    ------
    UnreadableInput
        With reason ``empty``, ``binary`` or ``undecodable``.

    Examples
    --------
    >>> decode(b"\x93Kami siap,\x94 kata Sari.", source="a.txt").text
    '“Kami siap,” kata Sari.'
    """
    encoding, body = _strip_bom(data)
    if encoding is None:
        _refuse_binary(body, source)
        encoding = _encoding_without_bom(body)
    if encoding is None:
        _refuse_controls(body, source)
        encoding = _utf8_or_cp1252(body, source)
    text = body.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - (body.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if bad > max(_MOST_BAD * len(text), 1):
        raise UnreadableInput(
            source, reason="undecodable", fact=f"{bad} characters are not valid {encoding}"
        )
    clean, warnings = _plain_characters(text)
    if is_blank(clean):
        raise UnreadableInput(source, reason="empty", fact="there is no text in it")
    noted = (f"encoding={encoding}",) if encoding != "utf-8" else ()
    bad_bytes = (f"bad_bytes={bad}",) if bad > 0 else ()
    return Decoded(clean, encoding, noted + bad_bytes + warnings)


def clean_characters(text: str) -> str:
    r"""Return ``text`` with ``\n`` line ends and control characters replaced by blanks.

    Examples
    --------
    >>> clean_characters("baris\r\nkedua\x0bini")
    'baris\nkedua ini'
    """
    return _plain_characters(text)[0]


def is_blank(text: str) -> bool:
    r"""Say whether ``text`` has fewer than two letters or digits.

    Examples
    --------
    >>> is_blank(" \n- \ufeff")
    True
    """
    return len(list(islice(filter(str.isalnum, text), _FEWEST_LETTERS))) < _FEWEST_LETTERS


def _strip_bom(data: bytes) -> tuple[str | None, bytes]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, data[len(bom) :]
    return None, data


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(source, reason="binary", fact=f"this is a {kind}, not text")


def _refuse_controls(data: bytes, source: str) -> None:
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, delete=_CONTROL_BYTES))
    if controls > max(_MOST_CONTROLS * len(head), 2):
        raise UnreadableInput(
            source,
            reason="binary",
            fact=f"{controls} of the first {len(head)} bytes are control characters: not text",
        )


def _encoding_without_bom(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a byte order mark by where their zero bytes are."""
    head = data[: _HEAD // 4 * 4]
    quarter = max(len(head) // 4, 1)
    zeros = [head[offset::4].count(0) / quarter for offset in range(4)]
    full = [share > 0.7 for share in zeros]  # noqa: PLR2004
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    encoding = patterns.get((full[0], full[1], full[2], full[3]))
    return encoding if encoding and len(head) >= len("abcd") else None


def _utf8_or_cp1252(data: bytes, source: str) -> str:
    """Choose by evidence: whole UTF-8 characters among the bad bytes mean damaged UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        whole = _UTF8_CHARACTER.findall(data)
        high = sum(byte >= 0x80 for byte in data)  # noqa: PLR2004
        if len(whole) > high - sum(map(len, whole)):
            return "utf-8"
        if high > max(_MOST_HIGH * len(data), 3):
            raise UnreadableInput(
                source,
                reason="undecodable",
                fact="neither UTF-8 nor a Western code page; convert it to UTF-8",
            ) from None
        return "cp1252"
    return "utf-8"


def _plain_characters(text: str) -> tuple[str, tuple[str, ...]]:
    lines = text.replace("\r\n", "\n")
    if "\n" not in lines:
        lines = lines.replace("\r", "\n")  # the line ends of old Macs
    inner_boms = lines.count("\ufeff")
    joined = lines.replace("\ufeff", "")
    clean, blanked = _TO_BLANK.subn(" ", joined)
    mojibake = len(_MOJIBAKE.findall(joined))
    counts = {"inner_bom": inner_boms, "control_characters": blanked, "mojibake": mojibake}
    return clean, tuple(f"{name}={count}" for name, count in counts.items() if count)
