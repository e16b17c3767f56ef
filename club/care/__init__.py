"""Looking after one another: meet me at the door, concerns, help.

Words: *welcomer*, *concern*, *listener*. The room is empty until its first door opens.
"""
