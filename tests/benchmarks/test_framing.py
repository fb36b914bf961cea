import pytest

from benchmarks.framing import PING, TEXT, Frames, accept, client_frame, server_frame, upgrade


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
@pytest.mark.parametrize("frame", [client_frame, server_frame])
def test_a_frame_is_read_however_it_is_cut(size: int, frame: type) -> None:
    payload = bytes(range(256)) * (size // 256) + bytes(range(size % 256))
    stream = frame(payload) + frame(b"ping", PING)
    for cut in {1, 2, 3, 9, len(stream) // 2, len(stream) - 1}:
        frames = Frames()
        read = [one for part in (stream[:cut], stream[cut:]) for one in frames.feed(part)]
        assert read == [(TEXT, payload), (PING, b"ping")]


def test_the_answer_to_an_upgrade_bears_its_key() -> None:
    # The example of RFC 6455, section 1.3.
    request = b"GET /chat HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in accept(request)
    with pytest.raises(ValueError, match="key"):
        accept(b"GET / HTTP/1.1\r\n\r\n")


def test_an_upgrade_names_path_and_headers() -> None:
    request = upgrade("127.0.0.1:80", "/ws/ABC", {"Authorization": "Bearer x"}).decode()
    assert request.startswith("GET /ws/ABC HTTP/1.1\r\nHost: 127.0.0.1:80\r\n")
    assert "\r\nAuthorization: Bearer x\r\n\r\n" in request
