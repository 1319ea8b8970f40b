"""Headlines from addresses: the words of the address, the capitals of the text."""

from __future__ import annotations

import pytest

from kg.training.headlines import headline

TEXT = "Bupati Melur Ratna Dewi menemui PMI dan PT KAI. Ratna datang pada sore hari. PMI senang."


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (
            "https://kabar.id/daerah/20170309-12/bupati-melur-temui-pmi-dan-pt-kai/",
            "Bupati Melur Temui PMI dan PT KAI",
        ),
        (
            "http://kabar.id/1821039-ratna-dewi-di-depan-pmi.html?utm=x",
            "Ratna Dewi di Depan PMI",
        ),
        ("http://kabar.id/177.ratna.dewi.temui.warga", "Ratna Dewi Temui Warga"),
        ("https://kabar.id/@meja/ratna-dewi-temui-warga-1499505842290", "Ratna Dewi Temui Warga"),
    ],
)
def test_headline_is_read_from_the_address(address: str, wanted: str) -> None:
    assert headline(address, TEXT) == wanted


@pytest.mark.parametrize("address", ["", "https://kabar.id/", "https://kabar.id/post/ratna-dewi"])
def test_short_addresses_hold_no_headline(address: str) -> None:
    assert headline(address, TEXT) is None
