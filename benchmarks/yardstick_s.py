"""Yardstick S: what one would write first. python-socketio on uvicorn; a card is stored through SQLAlchemy, then emitted.

It's given what a second look would add: WAL, one connection that writes, so that nothing is ever locked.
"""

import argparse
import os
from typing import Any

import socketio
import uvicorn
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.notes import Notes
from benchmarks.systems import ANNOUNCE

ROOM = "room"


class Base(DeclarativeBase):
    pass


class Card(Base):
    __tablename__ = "cards"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    label: Mapped[str]
    story: Mapped[str]

    def view(self) -> dict[str, Any]:
        return {"id": self.id, "key": self.key, "label": self.label, "story": self.story, "count": 1}


notes = Notes()
sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=1, max_overflow=0, pool_timeout=120)
session = async_sessionmaker(engine, expire_on_commit=False)
names: dict[str, str] = {}


@event.listens_for(engine.sync_engine, "connect")
def durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


async def connect(sid: str, environ: dict[str, Any]) -> None:
    names[sid] = environ["QUERY_STRING"]
    async with session() as db:
        cards = [card.view() for card in await db.scalars(select(Card))]
    await sio.enter_room(sid, ROOM)
    await sio.emit("view", {"cards": cards, "people": list(names.values())}, to=sid)
    if ANNOUNCE in os.environ:
        await sio.emit("joined", {"name": names[sid], "present": len(names)}, room=ROOM)


def disconnect(sid: str, reason: str) -> None:
    names.pop(sid, None)


async def card(sid: str, said: dict[str, str]) -> int:
    """Gives the card's number, once it is stored and sent to everyone."""
    async with session() as db:
        made = Card(**said)
        db.add(made)
        await db.commit()
    notes.write(made.id)
    await sio.emit("card", made.view(), room=ROOM)
    return made.id


for handler in (connect, disconnect, card):
    sio.on(handler.__name__, handler)


class Server(uvicorn.Server):
    async def startup(self, sockets: Any = None) -> None:
        async with engine.begin() as db:
            await db.run_sync(Base.metadata.create_all)
        await super().startup(sockets)
        print(f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    application = socketio.ASGIApp(sio)
    config = uvicorn.Config(
        application, host="127.0.0.1", port=parser.parse_args().port, log_level="warning", backlog=4096
    )
    Server(config).run()
