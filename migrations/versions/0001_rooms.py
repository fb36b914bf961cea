"""Rooms, their events, tokens and ballot keys.

Revision: 0001, the first
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _room(*, primary_key: bool = False) -> "sa.Column[str]":
    link = sa.ForeignKey("rooms.id", ondelete="CASCADE")
    return sa.Column("room", sa.String(), link, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_rooms_code", "rooms", ["code"], unique=True)
    op.create_table(
        "events",
        _room(primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("command_type", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_events_actor", "events", ["actor"])
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(), primary_key=True),
        _room(),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_tokens_room", "tokens", ["room"])
    op.create_table(
        "ballot_keys",
        _room(primary_key=True),
        sa.Column("ballot", sa.String(), primary_key=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
    )
