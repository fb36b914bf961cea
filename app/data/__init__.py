"""Data that the application brings along: collections of words, read as package files."""
