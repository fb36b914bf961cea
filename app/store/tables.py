"""The tables. Times are epoch milliseconds; tokens are kept as digests, passcodes as argon2 has them; keys live only while
their ballot is open."""

from sqlalchemy import BigInteger, Column, LargeBinary, String
from sqlmodel import Field, SQLModel


class RoomRow(SQLModel, table=True):
    __tablename__ = "rooms"

    id: str = Field(primary_key=True)
    code: str = Field(unique=True, index=True)
    head: int = 0
    """The seq of the last entry: what an append must expect."""
    created_at: int = Field(sa_type=BigInteger)
    last_used_at: int = Field(sa_type=BigInteger)


class EventRow(SQLModel, table=True):
    """One entry. The primary key keeps two processes from writing the same place."""

    __tablename__ = "events"

    room: str = Field(primary_key=True, foreign_key="rooms.id", ondelete="CASCADE")
    seq: int = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
    actor: str = Field(index=True)
    command: str
    command_type: str
    type: str
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class TokenRow(SQLModel, table=True):
    __tablename__ = "tokens"

    digest: str = Field(primary_key=True)
    room: str = Field(foreign_key="rooms.id", ondelete="CASCADE", index=True)
    member: str
    kind: str
    created_at: int = Field(sa_type=BigInteger)
    handle: str = Field(sa_column=Column(String, nullable=False, server_default=""))
    expires_at: int | None = Field(default=None, sa_type=BigInteger)


class BallotKeyRow(SQLModel, table=True):
    __tablename__ = "ballot_keys"

    room: str = Field(primary_key=True, foreign_key="rooms.id", ondelete="CASCADE")
    ballot: str = Field(primary_key=True)
    key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class CharterRow(SQLModel, table=True):
    """A sealed charter. It outlives its room, so `room` refers to nothing; `share` and `keeper` are digests."""

    __tablename__ = "charters"

    id: str = Field(primary_key=True)
    room: str = Field(unique=True, index=True)
    share: str | None = Field(default=None, unique=True, index=True)
    keeper: str = Field(unique=True, index=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    made: int = 0
    created_at: int = Field(sa_type=BigInteger)
    last_used_at: int = Field(sa_type=BigInteger)


class PasscodeRow(SQLModel, table=True):
    """Of a room that has one. Apart from the log, so that neither an event nor a snapshot holds it."""

    __tablename__ = "passcodes"

    room: str = Field(primary_key=True, foreign_key="rooms.id", ondelete="CASCADE")
    hashed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


ROOMS, EVENTS, TOKENS, KEYS, PASSCODES = (
    SQLModel.metadata.tables[name] for name in ("rooms", "events", "tokens", "ballot_keys", "passcodes")
)
