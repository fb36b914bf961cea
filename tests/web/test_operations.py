"""What whoever operates it asks."""

import httpx


async def test_WEB_1_it_says_whether_it_is_alive_and_can_work(http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).text == "ok"
    assert (await http.get("/readyz")).text == "ready"
    assert (await http.head("/healthz")).status_code == (await http.head("/readyz")).status_code == 200
    assert "touchstone_sockets 0.0" in (await http.get("/metrics")).text
