"""The log of rooms, kept: in SQLite, and in memory for tests of what stands on it."""
