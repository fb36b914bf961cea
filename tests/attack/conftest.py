"""A served application for each test, and a room in it."""

from tests.web.conftest import door, http, site

__all__ = ["door", "http", "site"]
