"""What the room knows."""
