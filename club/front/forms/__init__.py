"""What browsers send, turned into the room's values."""
