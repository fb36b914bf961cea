"""Passcodes of rooms, as hashes.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "passcodes",
        sa.Column("room", sa.String(), sa.ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("hashed", sa.LargeBinary(), nullable=False),
    )
