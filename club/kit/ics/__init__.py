"""Calendar files (iCalendar, RFC 5545): written for other people's calendars, and read from them.

``entry`` is what both sides know; ``writing`` needs ``icalendar`` for folding and escaping.
"""
