from __future__ import annotations

import pytest
from raw_texts import article

BODY = (
    "Wali Kota Melati Rini Anggraeni membuka kembali Pasar Sari pada Senin pagi setelah pasar itu "
    "ditutup selama dua bulan.\n\n“Silakan masuk,” kata Rini."
)


@pytest.mark.parametrize(
    ("head", "title", "published", "byline"),
    [
        ("Pasar Sari Dibuka Lagi\n\n", "Pasar Sari Dibuka Lagi", None, None),
        ("Pasar Sari dibuka lagi\n\n", "Pasar Sari dibuka lagi", None, None),
        (
            "Pasar Sari Dibuka Lagi\nKompas.com - 29/01/2024, 11:04 WIB\nDimas Pratama\n",
            "Pasar Sari Dibuka Lagi",
            "2024-01-29T11:04:00+07:00",
            None,
        ),
        (
            "CNN Indonesia | Senin, 29/01/2024 11:04 WIB\nPasar Sari Dibuka Lagi\n",
            "Pasar Sari Dibuka Lagi",
            "2024-01-29T11:04:00+07:00",
            None,
        ),
        (
            "Pasar Sari Dibuka Lagi\nReporter: Dimas Pratama\n29/01/2024 11:04 WIT\n",
            "Pasar Sari Dibuka Lagi",
            "2024-01-29T11:04:00+09:00",
            "Dimas Pratama",
        ),
        (
            "Dimas Pratama - detikNews\nSenin, 29 Jan 2024 11:04 WIB\nPasar Sari Dibuka Lagi\n",
            "Pasar Sari Dibuka Lagi",
            "2024-01-29T11:04:00+07:00",
            "Dimas Pratama",
        ),
        (
            "Pasar Sari Dibuka Lagi\n\nReporter:\nEditor:\n\nSekar Ayu\n\n",
            "Pasar Sari Dibuka Lagi",
            None,
            "Sekar Ayu",
        ),
    ],
)
def test_head_of_a_scraped_report(
    head: str, title: str, published: str | None, byline: str | None
) -> None:
    found = article(head + "KOTA MELATI, KOMPAS.com - " + BODY)
    assert (found.title, found.published, found.byline) == (title, published, byline)
    assert found.text.startswith(f"{title}\n")
    assert found.text.endswith(BODY)


@pytest.mark.parametrize("head", ["Pasar Sari Dibuka Lagi\n\n", "Senin, 29 Januari 2024\n\n"])
def test_head_is_found_without_a_dateline(head: str) -> None:
    found = article(head + BODY)
    assert bool(found.title) == head.startswith("Pasar")
    assert (found.published == "2024-01-29") == head.startswith("Senin")


@pytest.mark.parametrize(
    "text",
    [
        "Pasar Sari dibuka.\n\n" + BODY,
        "“Silakan masuk ke pasar,”\n" + BODY,
        BODY,
        "Rini membuka pasar. Ramai sekali.",
        "(Foto: Sekar Ayu)\n\n" + BODY,
    ],
)
def test_paragraph_is_no_title(text: str) -> None:
    assert article(text).title is None


def test_title_that_is_known_is_not_looked_for() -> None:
    found = article("Pasar Sari Dibuka Lagi\n\n" + BODY, title="Judul")
    assert found.title == "Judul"
    assert found.text.startswith("Pasar Sari Dibuka Lagi")


def test_date_of_the_text_is_no_date_of_publication() -> None:
    found = article("Pasar Sari Dibuka Lagi\n\n" + BODY + "\n\nSenin, 5 Februari 2024")
    assert found.published is None
