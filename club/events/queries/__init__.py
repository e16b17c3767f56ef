"""What pages and acts ask about nights."""

from club.events.queries.ahead import coming_nights
from club.events.queries.cards import NightCard
from club.events.queries.pages import NightPage, night_page, nights_page
from club.events.queries.planning import EditPage, edit_page
from club.events.queries.whereabouts import PlaceView

__all__ = [
    "EditPage",
    "NightCard",
    "NightPage",
    "PlaceView",
    "coming_nights",
    "edit_page",
    "night_page",
    "nights_page",
]
