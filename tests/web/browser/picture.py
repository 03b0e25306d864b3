"""Takes the picture of the dashboard for the README: `make picture`.

The demo runs on loopback in a folder of its own, and its viewer signs in.
"""

from __future__ import annotations

import io
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.web.browser.chromium import ARGUMENTS, ROOT, find_chromium

PICTURE = ROOT / "docs" / "dashboard.png"
WIDTH, HEIGHT = 1280, 1500
COLOURS = 128
LARGEST = 250_000
PATIENCE = 120


def main() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("saferplan")), "demo", "--port", str(port)]
        said = Path(folder) / "said.txt"
        with said.open("w") as output:
            demo = subprocess.Popen(command, cwd=folder, stdout=output)
        try:
            png = shoot(f"http://127.0.0.1:{port}", said)
        finally:
            demo.terminate()
            demo.wait(timeout=30)
    size = save(png)
    print(f"{PICTURE.relative_to(ROOT)}: {WIDTH} by {HEIGHT}, {size / 1000:.0f} kB")


def shoot(site: str, said: Path) -> bytes:
    wait_for(f"{site}/sign-in/")
    found = re.search(r"(viewer@\S+)\s+(\S+)", said.read_text())
    if found is None:
        sys.exit("The demo did not print who can sign in.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{site}/sign-in/?next=/p/brackwater/")
        page.get_by_label("Email address").fill(found[1])
        page.get_by_label("Password", exact=True).fill(found[2])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{site}/p/brackwater/")
        return page.screenshot()


def wait_for(url: str) -> None:
    """Until the demo answers; raises URLError when it does not in time."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.5)


def save(png: bytes) -> int:
    """Writes the picture with few colours, since a page has few; returns its size in bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(PICTURE, optimize=True)
    size = PICTURE.stat().st_size
    if size > LARGEST:
        sys.exit(f"The picture has {size} bytes, more than {LARGEST}: take fewer colours.")
    return size


if __name__ == "__main__":
    main()
