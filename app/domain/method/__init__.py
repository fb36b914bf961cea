"""The formulas of the method, each a page. Data is passed in; nothing of a room is known here."""
