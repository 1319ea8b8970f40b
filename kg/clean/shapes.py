"""The shapes of newspaper lines: headlines, names of people, lines with attributed speech."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w[\w.'’-]{0,60}")
_SMALL = frozenset(
    {"agar", "atau", "bagi", "dalam", "dan", "dari", "demi", "dengan", "di", "hingga", "ini"}
    | {"itu", "jadi", "juga", "ke", "oleh", "pada", "para", "sampai", "saat", "seperti", "soal"}
    | {"tak", "tapi", "untuk", "usai", "yang", "vs"}
)
_SENTENCE_END = (".", ".”", '."', ".'", ",", ";")
_CUE = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|tambah|papar|sebut|terang|lanjut)(?:nya)?\b"
)
_QUOTE = re.compile(r"[\"“”„]")
_NAME_WORD = re.compile(r"[A-Z][\w.'’-]{0,30}")
_HEADLINE_SHARE = 0.75
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 160
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60


def is_headline(text: str) -> bool:
    """Say whether ``text`` is printed like a headline: capitals throughout, no full stop.

    Examples
    --------
    >>> is_headline("Wali Kota Sari Resmikan Pasar Baru di Tepi Sungai")
    True
    >>> is_headline("Wali kota meresmikan pasar baru di tepi sungai.")
    False
    """
    if len(text) > _LONGEST_HEADLINE or text.endswith(_SENTENCE_END):
        return False
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    capitals = sum(not word[0].islower() for word in words)
    return len(words) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(words)


def is_name(text: str) -> bool:
    """Say whether ``text`` can be the name of a person and nothing else.

    Examples
    --------
    >>> is_name("Rahmat Hidayat"), is_name("Harga Naik 5 Persen")
    (True, False)
    """
    words = text.split()
    return (
        1 < len(words) <= _MOST_NAME_WORDS
        and len(text) <= _LONGEST_NAME
        and all(_NAME_WORD.fullmatch(word) for word in words)
    )


def is_speech(text: str) -> bool:
    """Say whether ``text`` has a quotation mark and a reporting word: always content."""
    return bool(_QUOTE.search(text) and _CUE.search(text))
