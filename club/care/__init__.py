"""Looking after one another: concerns, help. Being met at the door belongs to ``events``.

Words: *concern*, *listener*. The room is empty until its first door opens.
"""
