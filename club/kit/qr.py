"""Links as pictures, for a phone held up to another phone."""

from typing import TYPE_CHECKING

from club.kit.library import on_use

if TYPE_CHECKING:
    import segno
else:
    segno = on_use("segno")


def drawn(link: str) -> str:
    """Return a link as a QR picture, an SVG inside an address that an ``img`` shows."""
    # Never the micro kind, which a phone's own camera does not know.
    return str(
        segno.make(link, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff")
    )
