"""Paths that lead elsewhere: said letter by letter, since a client would tidy them up."""

from urllib.parse import urlsplit

import httpx

from tests.attack.bytes import request, wire
from tests.figures import TRIED
from tests.web.people import Door, bearer

TRICKS = (
    "..%2fcharter", "..%5c..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
    "../../../../../../etc/passwd", "..\\..\\config.py", "....//....//config.py", "../../config.py", "..%252f..%252fconfig.py",
    "../charter/charter.typ", "/etc/passwd", "%2fetc%2fpasswd", "%00", "pdf%00.md", "pdf%2f", "pdf/../md", "PDF", "pdf;.md", "md%20", "%ff",
    "typ", "py", "html", "exe", "", "%c0%ae%c0%ae/config.py", "%u002e%u002e/config.py", "~root/.profile", "a" * 9_000,
)  # fmt: skip
HELD = ("root:", "BaseSettings", "#set page", "import ")
"""What stands in files that no address gives."""
REFUSED = {b"307", b"400", b"401", b"404", b"405", b"414", b"422", b"431"}


async def got(door: Door, path: str) -> tuple[bytes, str]:
    """Status and all of the answer, for the host."""
    told = [f"{name}: {value}" for name, value in bearer(door.host).items()]
    async with wire(door.site) as line:
        await line.say(request(path, *told, "Connection: close", method="GET"))
        answer = await line.rest()
    return answer[9:12], answer.decode(errors="replace")


async def test_ATTACK_12_no_path_and_no_form_of_a_charter_leads_elsewhere(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    links = await http.get(f"/r/{sealed.code}/charter/link", headers=bearer(sealed.host))
    shared, keeper = (urlsplit(links.json()[name]).path for name in ("link", "keeper"))
    room = f"/r/{sealed.code}"
    forms = (f"{room}/charter.", f"{room}/export.", f"{shared}.")
    for form in forms:
        assert (await got(sealed, f"{form}json"))[0] == b"200"
    folders = (
        f"{room}/charter/",
        f"{room}/",
        f"{shared}/",
        f"{keeper}/",
        "/static/build/",
        "/static/",
        "/c/",
    )
    for base in (*forms, *folders):
        for trick in TRICKS:
            status, answer = await got(sealed, f"{base}{trick}")
            assert status in REFUSED, (base, trick, answer[:300])
            if status == b"307":  # without the slash at the end
                where = answer.lower().partition("location: ")[2].partition("\r")[0]
                assert where.startswith("http://values.example/"), where
            assert not any(held in answer for held in HELD), (base, trick, answer[:300])
            TRIED["paths that lead elsewhere"] += 1
