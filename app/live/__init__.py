"""A room alive: one task that decides, appends and fans out; feeds and presence around it."""
