"""Headlines for articles that came without one: read from the address, cased as the text is.

Most outlets write the headline into an article's address, in small letters. The words come back
from there, their capitals from the article, where the same words stand.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"\.html?$|[-.](?:\d{6,}|html?)$", re.IGNORECASE)
_APART = re.compile(r"[-._]+")
_NUMBERS_FIRST = re.compile(r"^(?:\d+[-.])+")
_FEWEST_WORDS = 4
# Joining words that Indonesian headlines write small.
_SMALL = re.compile("atau|bagi|dalam|dan|dari|demi|dengan|di|ke|oleh|pada|untuk|yang")


def headline(address: str, text: str) -> str | None:
    """Read the headline out of an article's address.

    Parameters
    ----------
    address
        The article's URL.
    text
        The article, which shows how the words are written.

    Returns
    -------
    str or None
        The headline in title case; None where the address holds none.

    Examples
    --------
    >>> headline("https://a.id/read/12/wali-kota-tinjau-posko-pmi", "Posko PMI dibuka.")
    'Wali Kota Tinjau Posko PMI'
    >>> headline("https://a.id/read/12345", "Posko PMI dibuka.") is None
    True
    """
    words = _words(address)
    if len(words) < _FEWEST_WORDS:
        return None
    forms = _forms(text)
    return " ".join(_cased(word.lower(), forms) for word in words)


def _words(address: str) -> list[str]:
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    parts = _APART.split(_ENDING.sub("", _NUMBERS_FIRST.sub("", last)))
    return [part for part in parts if part]


def _forms(text: str) -> dict[str, str]:
    """Return how each word is most often written, all capitals or mixed, by its small letters."""
    counted = Counter(match.group() for match in _WORD.finditer(text))
    forms: dict[str, str] = {}
    for form, _ in reversed(counted.most_common()):
        forms[form.lower()] = form
    return forms


def _cased(word: str, forms: dict[str, str]) -> str:
    if _SMALL.fullmatch(word):
        return word
    form = forms.get(word, word)
    return word.capitalize() if form == word else form
