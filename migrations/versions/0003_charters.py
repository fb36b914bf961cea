"""Sealed charters, which outlive their rooms: so `room` is no key of another table.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "charters",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=True),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=False),
    )
    for column in ("room", "share", "keeper"):
        op.create_index(f"ix_charters_{column}", "charters", [column], unique=True)
