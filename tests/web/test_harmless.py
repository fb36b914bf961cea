"""Pages of the server with hostile words in them: the elements are those of a page with plain words."""

import csv
import json
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import httpx
import orjson
import pytest
from hypothesis import example, given, strategies as st
from starlette.requests import Request

from app.charter.html import Around, takeaway_page
from app.charter.model import AgreedValue
from app.charter.takeaway import OwnValue, Takeaway
from app.config import Settings
from app.main import create_app
from app.web.live_pages import in_script
from app.web.pages_view import page
from app.web.problems import Problem, respond
from tests.charter.hostile import NASTY
from tests.charter.samples import named
from tests.served import Served
from tests.web.people import Door, bearer, open_door


class Read(HTMLParser):
    """What a browser makes of a page: its elements with the names of their attributes, links, and data in scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.links += [str(value) for name, value in attrs if name in ("href", "src", "action", "formaction")]

    def handle_data(self, data: str) -> None:
        self.text += data


REQUEST = Request(
    {"type": "http", "path": "/", "headers": [], "query_string": b"", "app": create_app(Settings())}
)


def joining(word: str) -> str:
    facts = {"title": word, "purpose": word, "open_names": False}
    shown = page(
        REQUEST,
        "join.html",
        facts=facts,
        door={"passcode": True, "stands": "waiting"},
        days=90,
        stage="lobby",
        name=word,
        wrong=word,
        once=word,
        language="en",
    )
    return bytes(shown.body).decode()


def refusing(word: str) -> str:
    return bytes(respond(REQUEST, Problem(409, "room_full", detail=word)).body).decode()


def mistyped(word: str) -> str:
    return bytes(respond(REQUEST, Problem(404, "no_such_room", typed=word)).body).decode()


def keeping(word: str) -> str:
    shown = page(REQUEST, "keeper.html", language="en", charter=named(word), link="/c/x", days=400)
    return bytes(shown.body).decode()


def seeing_to(word: str) -> str:
    shown = page(REQUEST, "mine.html", language="en", code="KT7M4R", words=[word, word], erased=False)
    return bytes(shown.body).decode()


def taking_home(word: str) -> str:
    place = AgreedValue(word, word, 1)
    takeaway = Takeaway(word, "en", (OwnValue(word, word, place), OwnValue(word, "", None)))
    return takeaway_page(takeaway, Around((), (), readers="oneself"))


WORDS = NASTY.map(lambda text: text.encode("utf-8", "ignore").decode()).filter(str.strip)


@pytest.mark.parametrize("made", [joining, refusing, mistyped, keeping, seeing_to, taking_home])
@given(word=WORDS)
@example(word='"><script>alert(1)</script>')
@example(word="' autofocus onfocus=alert(1) x='")
def test_CONTENT_11_a_page_has_the_elements_that_it_has_with_plain_words(made: object, word: str) -> None:
    assert callable(made)
    plain, hostile = Read(made("Anna")), Read(made(word))
    assert hostile.elements == plain.elements
    assert hostile.links == plain.links


@given(st.recursive(WORDS, lambda inner: st.dictionaries(WORDS, inner, max_size=3), max_leaves=5))
@example("</script><script>alert(1)</script><!--\u2028")
@example("<!--<script>")
def test_CONTENT_11_json_in_a_script_element_stays_in_it_and_is_what_it_was(data: object) -> None:
    read = Read(f'<script type="application/json">{in_script(orjson.dumps(data))}</script><p>after</p>')
    assert read.elements == [("script", "type"), ("p",)]
    assert json.loads(read.text.removesuffix("after")) == data


async def test_CONTENT_11_a_qr_code_is_drawn_and_says_nothing(http: httpx.AsyncClient, door: Door) -> None:
    for host in ("values.example", "a<script>b", 'x"><svg onload=1>', "x'--&amp;"):
        answer = await http.get(f"/r/{door.code}/qr.svg", headers={**bearer(door.host), "Host": host})
        if answer.status_code == 400:
            continue
        drawn = ElementTree.fromstring(answer.text)
        assert {one.tag.rpartition("}")[2] for one in drawn.iter()} <= {"svg", "path", "g", "rect"}
        assert not "".join(drawn.itertext()).strip()
        assert "script" not in answer.text


async def test_CONTENT_11_no_word_of_the_rooms_data_is_a_formula_a_row_or_a_header(
    site: Served, http: httpx.AsyncClient
) -> None:
    title = '=HYPERLINK("http://e.example")\r\nX-Evil: 1;"+1",@a'
    door = await open_door(site, http, title=title, purpose="－2+3;=1")
    table = await http.get(f"/r/{door.code}/export.csv", headers=bearer(door.host))
    assert "x-evil" not in table.headers
    _, room, *rest = csv.reader(StringIO(table.content.decode("utf-8-sig"), newline=""), strict=True)
    assert room[3:5] == ['\'=HYPERLINK("http://e.example") X-Evil: 1;"\'+1",@a', "'－2+3;'=1"]
    assert [row[0] for row in rest] == ["people taking part"]
    data = await http.get(f"/r/{door.code}/export.json", headers=bearer(door.host))
    assert data.json()["title"] == title.replace("\r\n", " ")


async def test_CONTENT_11_no_word_gets_into_a_header(http: httpx.AsyncClient) -> None:
    named = {"title": "a\r\nSet-Cookie: x=1", "host_name": "b\nX-Evil: 1"}
    made = await http.post("/new", data=named)
    assert made.status_code == 303
    assert not {"x-evil"} & made.headers.keys()
    assert len(made.headers.get_list("set-cookie")) == 1
    for typed in ("a\r\nX-Evil: 1", "\u2028", "é"):
        answer = await http.get("/", params={"code": typed})
        assert "x-evil" not in answer.headers
