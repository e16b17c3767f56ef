"""Files that come with a form, at doors that take one (``kit.routing.Upload``)."""

from starlette.datastructures import UploadFile
from starlette.requests import Request

from club.kit.errors import Invalid
from club.kit.words import gettext as _


async def read_file(request: Request, name: str, most_bytes: int) -> bytes:
    """Return the file that was sent in this field, at a door that takes one.

    Raises:
        Invalid: there is none, it is empty, or it is too large.
    """
    sent = (await request.form()).get(name)
    if not isinstance(sent, UploadFile) or not sent.size:
        raise Invalid(_("Please choose a file."), name)
    if sent.size > most_bytes:
        most = _("This file is too large. The most is {n} kB.")
        raise Invalid(most.format(n=most_bytes // 1024), name)
    await sent.seek(0)  # an act that is tried again reads it again
    return await sent.read()
