"""What each audience sees of a room. Views are allow-lists: a field that isn't named here isn't sent.

A view can be built from the one before it: parts whose ground did not change are then the same objects.
"""

from app.domain.views.door import door
from app.domain.views.lead import lead
from app.domain.views.mine import mine, touched
from app.domain.views.shared import shared

__all__ = ["door", "lead", "mine", "shared", "touched"]
