"""What no page may ever do: break its own policy, or ask anything of another site."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

TOLD = "refused by policy:"
_LISTEN = f"""
addEventListener('securitypolicyviolation', (event) => console.error(
  '{TOLD}', event.effectiveDirective, event.blockedURI, event.sample, event.sourceFile, event.lineNumber,
));
"""
_OF_POLICY = (TOLD, "Content Security Policy", "Permissions-Policy", "Trusted", "Cross-Origin-")


@dataclass
class Watch:
    """Everything that the pages of a device say and ask for from now on."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(_LISTEN)
        context.on("console", self._hears)
        context.on("weberror", lambda failure: self.said.append(str(failure.error)))
        context.on("request", self._sees)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def _sees(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def broken(self) -> list[str]:
        """What the browser refused, or couldn't read, of our own policies."""
        return [text for text in self.said if any(sign in text for sign in _OF_POLICY)]

    def asked_beyond(self, *hosts: str) -> list[str]:
        return [url for url in self.asked if url.startswith("http") and urlsplit(url).hostname not in hosts]
