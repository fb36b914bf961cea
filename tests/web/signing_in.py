"""A site whose hosts sign in with a provider of OpenID Connect: a real one, of the test's own, that can be told to lie."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.openid import CLIENT, SECRET, Claims, OpenId, openid
from tests.served import Served
from tests.web.people import visited

HERE = "https://values.example"


@dataclass
class Browser:
    """At the site's public address, and at the provider's; it keeps cookies by their names."""

    http: httpx.AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str) -> httpx.Response:
        return await self._send("GET", url)

    async def post(self, url: str, **data: str) -> httpx.Response:
        return await self._send("POST", url, data=data, headers={"Origin": HERE})

    async def _send(self, method: str, url: str, **more: Any) -> httpx.Response:
        if not url.startswith((HERE, "/")):
            async with httpx.AsyncClient(trust_env=False) as elsewhere:
                return await elsewhere.get(url)
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": "values.example", "Cookie": kept, **more.pop("headers", {})}
        answer = await self.http.request(method, url.removeprefix(HERE), headers=headers, **more)
        self.http.cookies.clear()
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0].strip('"')
            if "Max-Age=0" in line:
                del self.cookies[name]
        return answer

    async def goes_to_sign_in(self) -> str:
        """Where the provider sends it back to."""
        asked = await self.get("/sign-in")
        assert asked.status_code == 303, asked.text
        there = await self.get(asked.headers["location"])
        return str(there.headers["location"])

    async def signs_in(self) -> httpx.Response:
        return await self.get(await self.goes_to_sign_in())

    async def may_open(self) -> bool:
        return 'name="title"' in (await self.get("/new")).text


@dataclass
class Place:
    site: Served
    provider: OpenId
    browser: Browser

    def another_browser(self) -> Browser:
        return Browser(self.browser.http)


@asynccontextmanager
async def place(folder: Path, **settings: str) -> AsyncIterator[Place]:
    async with openid() as provider:
        asked = {
            "public_url": HERE,
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
        }
        async with visited(folder, **{**asked, **settings}) as (site, http):
            yield Place(site, provider, Browser(http))


ANNA: Claims = {"email": "anna@Team.example", "email_verified": True, "groups": ["all", "hosts"]}
