"""Pages and acts at the doors of the room."""
