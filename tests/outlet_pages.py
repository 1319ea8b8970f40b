"""Pages for the tests of outlets: invented reports in the outlets' own markup."""

from __future__ import annotations

import io

from kg.clean import clean
from kg.readers import read
from kg.types import Article, RawDocument

PARAGRAPHS = (
    "Wali Kota Melati Rini Anggraeni membuka lagi Pasar Sari pada Senin setelah dua bulan tutup.",
    "“Para pedagang sudah boleh menempati kios mereka,” kata Rini di Kota Melati, Jawa Tengah.",
    "Menurut Rini, pembangunan kembali pasar itu menghabiskan dana sebesar Rp 12 miliar.",
)
TEXT = "\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)


def page_article(body: str, *, address: str, head: str = "") -> Article:
    """Return the article of a page with this body, served under this address."""
    meta = f'<link rel="canonical" href="https://{address}">{head}'
    html = f"<!DOCTYPE html><html><head>{meta}</head><body>{body}</body></html>"
    [found] = read(["-"], stdin=io.BytesIO(html.encode()))
    if not isinstance(found, RawDocument):
        raise TypeError(found.fact)
    return clean(found)
