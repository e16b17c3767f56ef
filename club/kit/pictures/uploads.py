"""Reads the picture that a form brings."""

from starlette.datastructures import UploadFile
from starlette.requests import Request

from club.kit.errors import Invalid
from club.kit.pictures import FIELD, MOST_BYTES
from club.kit.words import gettext as _

_FIELDS = 20


async def sent(request: Request) -> bytes:
    """Return the picture a form brings, no more of it than shows that it is too big.

    To be read before the form's other fields; nothing sent means nothing returned.

    Raises:
        Invalid: the form cannot be read.
    """
    try:
        form = await request.form(max_files=1, max_fields=_FIELDS)
    except UnicodeError:
        raise Invalid(_("That could not be read. Please send it again.")) from None
    file = form.get(FIELD)
    if not isinstance(file, UploadFile):
        return b""
    await file.seek(0)  # an act that is tried again reads it again
    return await file.read(MOST_BYTES + 1)
