"""A charter on paper, as its reader has it."""

import io

from pypdf import PdfReader


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: PdfReader) -> str:
    """All its text, spaces and line breaks made one; a run that was broken within a word is whole again."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())
