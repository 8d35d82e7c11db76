"""A browser window that keeps pictures of what it shows, and remembers every complaint of the console."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

PICTURES = Path(__file__).resolve().parents[2] / "test-results"
WIDTHS = (360, 768, 1440)
# What Chromium says when Playwright itself puts a style into the page to take a picture.
OF_THE_CAMERA = "Applying inline style violates the following Content Security Policy directive"

UNSTYLE = """() => document.querySelectorAll('[style=""]').forEach((one) => one.removeAttribute("style"))"""


class Screen:
    def __init__(self, context: BrowserContext, *, story: str, site: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self._story, self._site = story, site
        self._taken = 0
        self._camera = False
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        by_camera = self._camera and OF_THE_CAMERA in message.text
        if message.type in ("error", "warning") and not by_camera:
            self.complaints.append(f"{message.text} at {self.page.url}")

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self._site + path)

    def picture(self, name: str, *, full: bool = False) -> None:
        """Keep what the window shows as ``test-results/<story>/<nn>-<name>.png``."""
        self._taken += 1
        place = PICTURES / self._story / f"{self._taken:02}-{name}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        self._camera = True
        self.page.screenshot(path=place, full_page=full, animations="disabled")
        # What Playwright leaves behind htmx would take over, and the policy would forbid.
        self.page.evaluate(
            "document.querySelectorAll('[style=\"\"]').forEach((one) => one.removeAttribute('style'))"
        )
        self._camera = False

    def pictures_everywhere(self, name: str) -> None:
        """The page on a phone, a tablet and a desk, by day and by night; nothing sticks out of the phone."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                self.picture(f"{name}-{width}-{scheme}")
            assert self.sticks_out() <= 0, f"{name} is wider than {width} px"
        self.page.emulate_media(color_scheme="light")

    def sticks_out(self) -> int:
        """How many pixels one could scroll to the side."""
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(wide))

    def sign_in(self, email: str, password: str) -> None:
        self.go("/accounts/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self._site}/")

    def settle(self) -> None:
        """Wait until htmx has nothing under way."""
        self.page.wait_for_selector(".htmx-request, .htmx-swapping, .htmx-settling", state="detached")

    def tab_to(self, name: str) -> None:
        """Press Tab until the field of this name has the focus, unless it has it already."""
        for _ in range(60):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {name}")

    def type_into(self, **fields: str) -> None:
        """Fill in fields in the order Tab comes to them; a double underscore stands for a hyphen."""
        for name, text in fields.items():
            self.tab_to(name.replace("__", "-"))
            self.page.keyboard.type(text)
