"""What the log calls a token, and when it expires: codes, devices and screen links can be revoked one by one.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("tokens", sa.Column("handle", sa.String(), nullable=False, server_default=""))
    op.add_column("tokens", sa.Column("expires_at", sa.BigInteger(), nullable=True))
