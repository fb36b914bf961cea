"""One folder a language, one flat catalogue a place: used by templates and client alike."""
