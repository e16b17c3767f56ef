"""Acts of the room: scheduling nights, answering, helping, calling off."""
