"""Notices on the wall, talk, offers and wishes.

Words: *offer*, *wish*, *thank-you*. The room is empty until its first door opens.
"""
