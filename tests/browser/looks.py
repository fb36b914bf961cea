"""What is wrong with a page for those who look in the dark, on a phone, or don't look at all."""

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SMALLEST, PHONE, DESK = (320, 568), (390, 844), (1440, 900)
AT_REST = "() => document.getAnimations().every((one) => one.playState === 'finished')"
VIOLATIONS = """async (only) => (await axe.run({ resultTypes: ['violations'], ...only })).violations.flatMap(
  (rule) => rule.nodes.map((node) => `${rule.id} (${node.any[0]?.message ?? rule.help}): ${node.html.slice(0, 160)}`),
)"""
STICKS_OUT = """() => [document.documentElement, ...document.querySelectorAll('dialog[open], main, aside')]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .flatMap((box) => {
    const { left, right } = box.getBoundingClientRect();
    const over = (one) => one.getBoundingClientRect().right > right + 1 || one.getBoundingClientRect().left < left - 1;
    const out = [...box.querySelectorAll('*')].filter((one) => over(one) && ![...one.children].some(over));
    return [box, ...out].map((one) => `${one.localName}.${one.getAttribute('class') ?? ''} sticks out`);
  })"""
"""To whatever side; who reads would have to scroll there."""
BREAKS_WORDS = r"""() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement;
    if (box.closest('.vh, script, style') || !box.checkVisibility()) continue;
    for (const word of text.data.matchAll(/(?<!\S)\p{L}{2,10}(?=[.,:;]?(?!\S))/gu)) {
      const range = new Range();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
      if (lines.size > 1) broken.push(`${box.localName}.${box.getAttribute('class') ?? ''} breaks ${word[0]}`);
    }
  }
  return broken;
}"""
"""A word that has room in any column and yet stands on two lines: its column has been squeezed."""


@dataclass
class Look:
    """What axe finds, what one would have to scroll to the side for, and what is squeezed; `found` says where."""

    found: list[str] = field(default_factory=list)

    def over(self, name: str, page: Page, *sizes: tuple[int, int]) -> None:
        """At each of `sizes`, of which the page keeps the first; in the dark too, where nothing but colours differs."""
        first, *others = sizes or (PHONE, DESK)
        _resize(page, first)
        page.emulate_media(color_scheme="dark")
        self._notes(f"{name}, dark", _violations(page, "color-contrast"))
        page.emulate_media(color_scheme="light")
        self._notes(f"{name}, {first[0]}", [*_fits_ill(page), *_violations(page)])
        for size in others:
            _resize(page, size)
            self._notes(f"{name}, {size[0]}", [*_fits_ill(page), *_violations(page)])
        if PHONE in (first, *others):
            self.fits(name, page, SMALLEST)
        _resize(page, first)

    def fits(self, name: str, page: Page, *sizes: tuple[int, int]) -> None:
        """Only whether all of it has its place; the page keeps the last size."""
        for size in sizes:
            _resize(page, size)
            self._notes(f"{name}, {size[0]}", _fits_ill(page))

    def _notes(self, where: str, faults: list[str]) -> None:
        self.found += [f"{where}: {fault}" for fault in faults]


def _violations(page: Page, *only: str) -> list[str]:
    """What axe says of it as it stands, once nothing moves any more; by `only` these rules, where given."""
    page.wait_for_function(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    told: list[str] = page.evaluate(VIOLATIONS, {"runOnly": only} if only else {})
    return told


def _fits_ill(page: Page) -> list[str]:
    told: list[str] = page.evaluate(STICKS_OUT) + page.evaluate(BREAKS_WORDS)
    return told


def _resize(page: Page, size: tuple[int, int]) -> None:
    """Only where it has another: what floats on a page closes when that is resized."""
    width, height = size
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
