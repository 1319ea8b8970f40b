from __future__ import annotations

from pathlib import Path

import pytest

from kg.clean import clean
from kg.readers import read
from kg.types import RawDocument, Skipped

PARAGRAPHS = (
    "KOTA MELATI, KOMPAS.com - Pasar Sari dibuka kembali pada Senin setelah tutup dua bulan.",
    "“Para pedagang sudah boleh menempati kios mereka,” kata Wali Kota Rini Anggraeni di pasar.",
    "Menurut Rini, pembangunan kembali pasar itu menghabiskan dana sebesar Rp 12 miliar.",
)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
HEAD = (
    '<meta property="og:title" content="Pasar Sari Dibuka - Kompas.com">'
    '<meta property="og:url" content="https://regional.kompas.com/read/2024/02/05/0100/pasar">'
    '<meta name="author" content="Dimas Pratama">'
    '<meta name="content_PublishedDate" content="2024-02-05 08:10:00">'
)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read_page(tmp_path: Path, html: str) -> RawDocument | Skipped:
    path = tmp_path / "halaman.html"
    path.write_text(html, encoding="utf-8")
    [found] = read([path])
    return found


def document(tmp_path: Path, html: str) -> RawDocument:
    found = read_page(tmp_path, html)
    assert isinstance(found, RawDocument)
    return found


def test_article_and_metadata_by_the_rules_of_the_outlet(tmp_path: Path) -> None:
    link = '<div class="inner-link-baca-juga">Baca juga: <a href="/x">Harga Cabai Naik</a></div>'
    text = f'<div class="menu">Beranda</div><div class="read__content">{BODY}{link}</div>'
    found = document(tmp_path, page(text + "<div>Terpopuler</div>", HEAD))
    assert found.text == "\n".join(PARAGRAPHS)
    assert found.title == "Pasar Sari Dibuka"
    assert found.outlet == "kompas.com"
    assert found.published == "2024-02-05T08:10:00"
    assert found.byline == "Dimas Pratama"
    assert found.url == "https://regional.kompas.com/read/2024/02/05/0100/pasar"
    assert clean(found).dateline == "KOTA MELATI"


def test_other_layout_of_the_outlet_is_left_to_trafilatura(tmp_path: Path) -> None:
    found = document(tmp_path, page(f"<nav>Beranda</nav><article>{BODY}</article>", HEAD))
    assert found.text == "\n".join(PARAGRAPHS)


def test_unknown_outlet_is_named_by_its_host(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.kabarmelati.example/2024/02/05/pasar">'
    found = document(tmp_path, page(f"<h1>Pasar Dibuka</h1><article>{BODY}</article>", head))
    assert found.outlet == "kabarmelati.example"
    assert found.published == "2024-02-05"
    assert found.title == "Pasar Dibuka"


@pytest.mark.parametrize("author", ["Redaksi", "PT Media Melati", "kabarmelati.co.id", "Tim Kota"])
def test_outlet_is_no_byline(tmp_path: Path, author: str) -> None:
    head = f'<meta name="author" content="{author}">'
    assert document(tmp_path, page(f"<article>{BODY}</article>", head)).byline is None


def test_date_in_linked_data_is_found(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"datePublished": "2024-02-05T08:10:00+07:00"}</script>'
    )
    found = document(tmp_path, page(f"<article>{BODY}</article>", head))
    assert found.published == "2024-02-05T08:10:00+07:00"


def test_no_date_is_invented(tmp_path: Path) -> None:
    assert document(tmp_path, page(f"<article>{BODY}</article>")).published is None


def test_active_content_is_not_text(tmp_path: Path) -> None:
    body = (
        '<base href="http://jahat.example/"><div class="read__content">'
        "<script>curi()</script><style>p{}</style><iframe src='x'>bingkai</iframe>"
        f"<noscript>tanpa skrip</noscript><!-- komentar -->{BODY}"
        "&lt;script&gt;teks&lt;/script&gt;</div>"
    )
    text = document(tmp_path, page(body, HEAD)).text
    assert text == "\n".join((*PARAGRAPHS, "<script>teks</script>"))


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table"])
def test_deeply_nested_page_is_read_or_reported(tmp_path: Path, tag: str) -> None:
    html = page(f"<{tag}>" * 10_000 + BODY, HEAD)
    found = read_page(tmp_path, html)
    assert isinstance(found, RawDocument) or found.reason in {"empty", "unreadable"}


@pytest.mark.parametrize("html", [page(""), page("<img src='x'>"), "<html", "<!-- x -->"])
def test_page_without_text_is_reported(tmp_path: Path, html: str) -> None:
    found = read_page(tmp_path, html)
    assert isinstance(found, Skipped)
    assert found.reason == "empty"


def test_same_page_gives_the_same_text_every_time(tmp_path: Path) -> None:
    drops = "".join(f'<div class="ads-on-body">Iklan {n}</div>' for n in range(200))
    html = page(f'<div class="read__content">{BODY}{drops}{BODY}</div>', HEAD)
    texts = {document(tmp_path, html).text for _ in range(5)}
    assert texts == {"\n".join(PARAGRAPHS * 2)}
