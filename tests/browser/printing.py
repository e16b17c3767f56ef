"""What comes out of a printer."""

import re
from pathlib import Path

from tests.browser.phone import Phone

A4 = {"format": "A4", "margin": {"top": "1.5cm", "bottom": "1.5cm", "left": "1.5cm"}}


def pages(phone: Phone, file: Path) -> int:
    """Print the page that is shown, and count the sheets."""
    phone.page.emulate_media(media="print")
    printed = phone.page.pdf(path=str(file), print_background=True, **A4)
    if phone._shots is not None:
        phone.page.set_viewport_size({"width": 680, "height": 1010})  # A4 within its margins
        phone.page.screenshot(path=phone._shots / f"{file.stem}-printed.png")
    phone.page.emulate_media(media="screen")
    return len(re.findall(rb"/Type\s*/Page\b", printed))
