"""Settings by environment: every one with the prefix TOUCHSTONE_, but for DATABASE_URL and REDIS_URL."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Listed for operators in docs/operate.md."""

    model_config = SettingsConfigDict(env_prefix="TOUCHSTONE_", populate_by_name=True, extra="ignore")

    database_url: str = Field(default="sqlite:///data/touchstone.db", validation_alias="DATABASE_URL")
    redis_url: str = Field(default="", validation_alias="REDIS_URL")
    """Where the processes that share the database tell each other what happens; empty: there is one process."""
    host: str = "0.0.0.0"  # noqa: S104  (phones on the same network must reach it)
    port: int = 8000
    public_url: str = ""
    """Where people reach this server, as in https://values.example; empty: as the browser asked for it."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses or networks of the proxies in front, with commas, whose X-Forwarded-Proto and -For are believed."""
    room_capacity: int = 500
    message_limit: int = 16_384
    """Bytes of one websocket message."""
    ping_seconds: float = 20.0
    """Seconds between two pings of a websocket, and for its answer: who gives none is gone."""
    commands_per_second: float = 10.0
    command_burst: int = 30
    wrong_codes_per_minute: int = 30
    """Per address; more are answered 429."""
    rooms_per_hour: int = 60
    """Per address."""
    log_level: str = "INFO"
