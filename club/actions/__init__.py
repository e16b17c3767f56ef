"""What the club does and says together.

Words: *position*, *letter*, *delegation*. The room is empty until its first door opens.
"""
