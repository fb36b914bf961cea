"""Touchstone: a team agrees on its shared values, live in one room."""
