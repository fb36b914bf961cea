"""Finds the browser that the tests drive, or sees to it that there is one.

`python -m tools.browser` makes sure of it: Debian's when root, else playwright's own. The shell without windows comes
first: it is the same engine, and starts and paints in two thirds of the time.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium, and it could be had neither from Debian nor from playwright.\n"
    "Install it (Debian: `apt-get install chromium`) and run this again."
)


def find() -> str | None:
    """The path of a Chromium: on the PATH, or the one playwright has downloaded."""
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def ensure() -> str | None:
    """The same, after trying to install one where there is none."""
    if found := find():
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        _apt("update")
        for name in (SHELL, "chromium"):
            _apt("install", "-y", name)
            if shutil.which(name):
                break
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def _apt(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL, env=environment)


if __name__ == "__main__":
    if not ensure():
        raise SystemExit(MISSING)
