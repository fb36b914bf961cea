"""A served application for each test, and a room in it."""

from tests.web.conftest import door, http, sealed, site

__all__ = ["door", "http", "sealed", "site"]
