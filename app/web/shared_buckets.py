"""Token buckets in Redis, for the limits that several processes have in common."""

import asyncio
import hashlib
import time

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

PREFIX = "touchstone:limit:"
PATIENCE = 0.25
"""Seconds for an answer; who stands at the door waits for it."""
LEFT_ALONE = 5.0
"""Seconds for which a Redis that gave none isn't asked again."""
CONNECTIONS = 8

TAKE = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local every, burst, cost = 1 / ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local full = tonumber(redis.call('GET', KEYS[1])) or now
full = math.min(math.max(full, now), now + burst * every)
local wait = full + every - now - burst * every
if wait > 0.000001 then
  return string.format('%.6f', wait)
end
if cost > 0 then
  full = full + every
  redis.call('SET', KEYS[1], string.format('%.6f', full), 'PX', math.ceil((full - now) * 1000))
end
return '0'
"""
"""A bucket is one number, the time at which it's full again (the generic cell rate algorithm), and expires then.
It's never further off than an empty bucket's, whatever happens to Redis's clock."""

log = structlog.get_logger(__name__)


def key_of(bucket: str) -> str:
    """Its digest: of one length, and no address to be read in passing."""
    return PREFIX + hashlib.blake2b(bucket.encode(), digest_size=16).hexdigest()


class RedisBuckets:
    """`limits.Shared`. Keys are stored as digests, and no longer than until their bucket is full."""

    def __init__(self, url: str) -> None:
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=CONNECTIONS,
            timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = Redis.from_pool(pool)
        self._take = self._redis.register_script(TAKE)
        self._ask_again = 0.0
        self._away = False

    async def ask(self, bucket: str, rate: float, burst: float, cost: int) -> float | None:
        if time.monotonic() < self._ask_again:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                wait = float(await self._take(keys=[key_of(bucket)], args=[rate, burst, cost]))
        except (RedisError, OSError, TimeoutError, ValueError) as failure:
            self._lost(failure)
            return None
        if self._away:
            self._away = False
            log.info("limits_shared_again")
        return wait

    def _lost(self, failure: Exception) -> None:
        """Said once, not at each knock."""
        self._ask_again = time.monotonic() + LEFT_ALONE
        if not self._away:
            self._away = True
            log.warning("limits_unshared", reason=type(failure).__name__)

    async def close(self) -> None:
        await self._redis.aclose()
