"""What people may write who try what becomes of it."""

from hypothesis import strategies as st

from app.domain.text import LABEL, clean
from tests.charter.samples import MARKUP

SIGNS = "<>&\"'`*_~[](){}#$\\|!-+=@:;,./%^ \n\r\t1aZé"
TRICKS = "\u202e\u2066\u200d\u0301\u2028\u2029\x00\x1b\x85\ufeff\ud800דشक葛👩\U000e0041"
PIECES = (
    "</",
    "<!--",
    "]]>",
    "<svg",
    "on=",
    "javascript:",
    "http://",
    "www.",
    "#import",
    "{{",
    "%}",
    "\\n",
    "```",
    "BEGIN:",
    "\r\nX:",
)
NASTY = st.lists(st.sampled_from((*SIGNS, *TRICKS, *PIECES, *MARKUP)) | st.characters(), max_size=30).map(
    "".join
)
NAMES = NASTY.map(lambda text: clean(text)[:LABEL]).map(clean).filter(bool)
