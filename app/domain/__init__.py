"""The rules of a room: pure functions over values. Imports nothing else of the application."""
