"""What tests of photos share: a night that goes on, with photos let in, and somebody who sends."""

import io
from datetime import timedelta

from httpx2 import Response
from PIL import Image

from club.events.models import Helper, Here, Night, NightPhoto
from club.events.rules.places import Part
from club.events.rules.presence import How
from club.events.service import photos
from club.kit import clock
from club.kit.tokens import new_ref
from club.settings import Settings
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAYS = "Six cups and a guitar"


async def tonight(cast: Cast, *, allowed: bool = True) -> Night:
    """A night that began an hour ago; Bo hosts it, Ada, Cy and Dee are there."""
    night = await a_night(starts_at=clock.now() - HOUR)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    for each in (cast.ada, cast.cy, cast.dee):
        await Here.create(night_id=night.id, member_id=each.id, how=How.SELF, at=clock.now())
    if allowed:
        await photos.allow(night.ref, cast.bo.id, now=clock.now())
    return night


def a_jpeg(colour: str = "blue", **more: object) -> bytes:
    """A small photo as a phone would send it."""
    written = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(written, "JPEG", **more)
    return written.getvalue()


async def send(browser: Client, night: Night, *seen: str, **more: object) -> Response:
    """Send a photo of this night, on which these can be seen; nobody unless somebody is named."""
    body, key = more.pop("body", a_jpeg()), more.pop("key", None) or new_ref()
    form = {"key": key, "says": SAYS, "seen": list(seen) or ["nobody"], **more}
    file = {"photo": ("IMG_2027.jpg", body)}
    return await browser.post(f"/e/{night.ref}/photos", data=form, files=file)


async def sent(browser: Client, night: Night, *seen: str) -> NightPhoto:
    """Send a photo and return what is kept of it."""
    answer = await send(browser, night, *seen)
    assert answer.status_code == 303, answer.text
    newest = await NightPhoto.all().order_by("-id").first()
    assert newest is not None
    return newest


async def says(browser: Client, photo: NightPhoto, *, yes: bool) -> Response:
    """Answer whether the others may see it."""
    return await browser.send_form(f"/photos/{photo.ref}/answer", agrees=str(yes).lower())


async def sees(browser: Client, photo: NightPhoto) -> bool:
    """Whether this browser sees a photo: the picture, large and small, and the page, all alike."""
    night = await Night.get(id=photo.night_id)
    page = (await browser.get(f"/e/{night.ref}/photos")).text
    codes = [
        (await browser.get(f"/photos/{photo.ref}{size}")).status_code for size in ("", "/small")
    ]
    shown = f'src="/photos/{photo.ref}/small"' in page
    assert codes == ([200, 200] if shown else [404, 404])
    return shown


def files(settings: Settings) -> set[str]:
    """The names of all files of pictures."""
    folder = settings.data / "pictures"
    return {each.name for each in folder.iterdir()} if folder.is_dir() else set()
