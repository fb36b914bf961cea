"""Looking for words in the very files of a database."""

import asyncio
import json
from pathlib import Path


def in_files(folder: Path, words: str) -> list[str]:
    """The database's files that hold these words: as UTF-8, and as JSON escapes them."""
    spelt = {
        words.encode(),
        json.dumps(words)[1:-1].encode(),
        json.dumps(words, ensure_ascii=False)[1:-1].encode(),
        words.encode("utf-16-le"),
    }
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [path.name for path in files if any(one in path.read_bytes() for one in spelt)]


async def gone(folder: Path, *words: str) -> bool:
    """Whether none of them is in any file, once what was put off is done."""
    async with asyncio.timeout(20):
        while any(in_files(folder, word) for word in words):
            done = asyncio.Event()
            asyncio.get_running_loop().call_later(0.05, done.set)
            await done.wait()
    return True
