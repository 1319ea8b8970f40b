"""Written forms as keys: when two spellings are one name to the knowledge file.

In: a name as printed. Out: its comparable words, or one key. Nothing here knows a fact.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTE = re.compile("['’‘`]")
_TOKEN = re.compile(r"\w+")
_LONGEST_ACRONYM = 6


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """Cut a name into comparable words: case, accents, apostrophes and hyphens do not count.

    Examples
    --------
    >>> tokens("Ma'ruf Amin") == tokens("MA’RUF AMIN")
    True
    """
    return tuple(_TOKEN.findall(_plain(name)))


def form_key(name: str) -> str:
    """Return the key under which a form is looked up: its words, run together.

    Newspapers write "Tanjung Pinang" and "Tanjungpinang", "PDI-P" and "PDIP"; one key serves.
    A user name keeps its sign: "@prabowo" is one person, "Prabowo" may be many.

    Examples
    --------
    >>> form_key("Fak-Fak") == form_key("Fakfak")
    True
    """
    bare = name.replace(" ", "")
    if bare.isascii() and bare.isalnum():  # nearly all of them: the tables are read at once
        return bare.lower()
    sign = "@" if name.startswith("@") else ""
    return sign + "".join(_TOKEN.findall(_plain(name)))


def slug(name: str) -> str:
    """Return a name as part of an id: lower case, hyphens between words.

    Examples
    --------
    >>> slug("Perserikatan Bangsa-Bangsa")
    'perserikatan-bangsa-bangsa'
    """
    return "-".join(tokens(name))


def is_acronym(form: str) -> bool:
    """Say whether a form has to be in capitals to mean what it means: "MA" is a court.

    Examples
    --------
    >>> is_acronym("MA"), is_acronym("Polri"), is_acronym("BANK DUNIA")
    (True, False, False)
    """
    return form.isupper() and len(form) <= _LONGEST_ACRONYM


def _plain(name: str) -> str:
    if name.isascii():
        return name.replace("'", "").replace("`", "").casefold()
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", name))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _QUOTE.sub("", plain.casefold())
