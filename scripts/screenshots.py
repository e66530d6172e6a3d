"""Pictures of pages at the widths of a desk, a tablet and a phone, into ``build/screenshots/``.

python -m scripts.screenshots [/karte /profil?… …]
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import get_problems, launch, open_context, visit
from tests.support.server import ROOT, Server, build_releases, run_streamlit

PATHS = ["/", "/karte", "/quellen", "/impressum", "/datenschutz", "/barrierefreiheit"]
SIZES = [(1440, 900), (1024, 768), (390, 844)]
SETTLE_MILLISECONDS = 700
"""Charts and maps paint a little after the script has ended."""


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=PATHS, help="addresses of pages (all public ones if left out)")
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="script to run")
    parser.add_argument("--releases", type=Path, help="built releases (built anew if left out)")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "screenshots")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)

    with tempfile.TemporaryDirectory() as folder:
        releases = arguments.releases or build_releases(Path(folder) / "releases")
        environment = {"SOZIALMONITOR_RELEASES": str(releases.resolve())}
        log = Path(folder) / "server.log"
        with run_streamlit(arguments.app, log=log, environment=environment) as server, sync_playwright() as playwright:
            browser = launch(playwright)
            for path in arguments.paths:
                for size in SIZES:
                    _take(browser, server, path, size, arguments.output)
            browser.close()


def _take(browser: Browser, server: Server, path: str, size: tuple[int, int], output: Path) -> None:
    width, height = size
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "start"
    with open_context(browser, server.url, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        visit(page, path)
        page.wait_for_timeout(SETTLE_MILLISECONDS)
        full = max(height, page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))
        page.set_viewport_size({"width": width, "height": full})  # the page scrolls inside, so no long picture of it
        page.wait_for_timeout(SETTLE_MILLISECONDS)
        target = output / f"{name}-{width}.png"
        page.screenshot(path=target)
        print(f"{target} ({width} × {full})")
        for problem in get_problems(page):
            print(f"    {problem}")


if __name__ == "__main__":
    main()
