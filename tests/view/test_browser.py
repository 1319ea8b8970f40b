"""The page in a real browser, without a network: it is drawn, answers clicks, asks for nothing."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import annotated, entities_of, news

from kg.graph import build_graph
from kg.types import Annotated
from kg.view import write_page

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1400,900",
)
# The number of pixels that are drawn on; the background of the picture is transparent.
DRAWN = """
const canvas = document.querySelector("#canvas canvas");
const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
let painted = 0;
for (let i = 3; i < data.length; i += 4) if (data[i] > 0) painted += 1;
return painted;
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("Chromium and chromedriver are not installed")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Callable[..., Any]:  # noqa: ANN401 - selenium is optional
    def open_page(docs: list[Annotated], fragment: str = "", **options: Any) -> Any:  # noqa: ANN401
        path = tmp_path / "graph.html"
        write_page(build_graph(docs, entities_of(docs)), path, **options)
        browser.get("about:blank")
        for log in ("browser", "performance"):  # reading empties them
            browser.get_log(log)
        browser.get(path.as_uri() + fragment)
        return browser

    return open_page


def requests(browser: Any) -> set[str]:  # noqa: ANN401
    messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    urls = (
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    )
    # data: is Chromium's own icon in the date fields.
    own = ("about:", "chrome:", "data:")
    return {url.partition("#")[0] for url in urls if not url.startswith(own)}


def select(browser: Any, selector: str) -> list[Any]:  # noqa: ANN401
    found: list[Any] = browser.find_elements("css selector", selector)
    return found


def texts(browser: Any, selector: str) -> list[str]:  # noqa: ANN401
    return [element.text for element in select(browser, selector)]


def click_node(browser: Any, name: str) -> None:  # noqa: ANN401
    """Click where the network says that the node is."""
    spot = browser.execute_script(
        "const id = ENTITIES.find(entity => entity.name === arguments[0]).id;"
        "const box = document.getElementById('canvas').getBoundingClientRect();"
        "const at = kgPage.at(id); return [box.left + at.x, box.top + at.y];",
        name,
    )
    for kind in ("mousePressed", "mouseReleased"):
        event = {"type": kind, "x": spot[0], "y": spot[1], "button": "left", "clickCount": 1}
        browser.execute_cdp_cmd("Input.dispatchMouseEvent", event)
    time.sleep(0.4)  # vis-network waits for a second click


def test_page_is_drawn_and_asks_for_nothing(show: Callable[..., Any], tmp_path: Path) -> None:
    browser = show(news(), title="Berita")
    assert browser.execute_script(DRAWN) > 500
    assert browser.title == "Berita"
    assert requests(browser) == {(tmp_path / "graph.html").as_uri()}
    assert browser.get_log("browser") == []


def test_a_click_on_a_person_shows_the_quotation_in_its_sentence(show: Callable[..., Any]) -> None:
    browser = show(news())
    click_node(browser, "Ratna Dewi")
    assert texts(browser, "#detail h2") == ["Ratna Dewi"]
    assert texts(browser, "#detail .roles") == ["Direktur Utama"]
    cards = [card.text for card in select(browser, "#detail .card blockquote")]
    assert any("“Cabang di Kota Melur dibuka Senin,” kata Ratna." in card for card in cards)
    assert "Cabang di Kota Melur dibuka Senin" in texts(browser, "#detail mark")
    assert "kata" in texts(browser, "#detail .cue")
    assert "Ratna" in texts(browser, "#detail .source")
    assert "Bank Semesta Buka Cabang" in texts(browser, "#detail .meta a")
    link = select(browser, "#detail .meta a")[0]
    assert link.get_attribute("href") == "https://warta.example/cabang"
    assert "noopener" in link.get_attribute("rel")
    assert browser.execute_script("return location.hash").startswith("#node=")
    assert browser.get_log("browser") == []


def test_the_address_opens_the_same_view(show: Callable[..., Any]) -> None:
    [ratna] = [entity for entity in entities_of(news()) if entity.name == "Ratna Dewi"]
    browser = show(news(), f"#node={ratna.id}&lang=en")
    assert texts(browser, "#detail h2") == ["Ratna Dewi"]
    assert texts(browser, "#tab-list") == ["List"]
    assert browser.execute_script("return document.documentElement.lang") == "en"


def test_dates_filter_and_say_what_is_left_out(show: Callable[..., Any]) -> None:
    browser = show(news(), "#from=2018-11-01&until=2018-11-30&tab=list&list=quotations")
    assert len(select(browser, "#list .card")) == 1
    assert texts(browser, "#notice") == ["1 dari 4 kutipan. 1 kutipan tanpa tanggal tidak ikut."]


def test_search_finds_by_alias_with_the_keyboard(show: Callable[..., Any]) -> None:
    browser = show([annotated("<per:Ratna Dewi>Bu Ratna</per> tiba."), *news()[1:]])
    [field] = select(browser, "#search")
    field.send_keys("bu rat")
    assert texts(browser, "#hits li")[0].startswith("Ratna Dewi")
    field.send_keys("\ue007")  # Enter
    assert texts(browser, "#detail h2") == ["Ratna Dewi"]


def test_lists_reach_everything_without_the_picture(show: Callable[..., Any]) -> None:
    browser = show(news(), "#tab=list")
    names = [row.splitlines()[0] for row in texts(browser, "#list .rows li")]
    assert names == ["Ratna Dewi", "Harun Salim"]
    select(browser, "#list .rows button")[1].send_keys("\ue007")
    assert texts(browser, "#detail h2") == ["Harun Salim"]


def test_filters_by_kind_hide_nodes(show: Callable[..., Any]) -> None:
    browser = show(news())
    before = len(browser.execute_script("return kgPage.shown()"))
    select(browser, "#kinds button")[0].click()
    assert len(browser.execute_script("return kgPage.shown()")) == before - 2


def test_an_empty_graph_says_so(show: Callable[..., Any]) -> None:
    browser = show([])
    assert "Tidak ada yang dapat digambar" in texts(browser, "#empty")[0]
    assert browser.get_log("browser") == []


def test_the_cap_is_stated(show: Callable[..., Any]) -> None:
    assert "nama: 2 dari 6" in texts(show(news(), limit=2), "#left-out")[0]


def test_hostile_text_opens_no_dialog(show: Callable[..., Any]) -> None:
    bad = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> href"
    doc = annotated(
        f"“<q>Kata {bad} itu</q>,” <cue>ujar</cue> <src><per:Ratna {bad}>Ratna</per></src> di "
        "<loc>Kota Melur</loc>.".replace(f":Ratna {bad}", ""),
        title=bad,
        outlet=bad,
        url="javascript:alert(3)",
    )
    browser = show([doc], title=bad)
    click_node(browser, "Ratna")
    assert bad in texts(browser, "#detail .card")[0]
    assert select(browser, "#detail .meta a") == []
    browser.execute_script("kgPage.choose(QUOTATIONS[0].id)")
    assert texts(browser, "#detail .big")
    assert browser.execute_script("return document.images.length") == 0
    assert browser.get_log("browser") == []
