"""Objects and what they mean to members.

Words: *object*, *telling*, *exhibition*. The room is empty until its first door opens.
"""
