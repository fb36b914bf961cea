"""The charter: one model, read from the shared view, and every form in which a team takes it home."""
