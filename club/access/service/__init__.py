"""Acts of getting in and out; the journeys above put them together with other rooms' acts."""

from club.access.service.founding import founding_link

__all__ = ["founding_link"]
