"""The words the room sends out. Pure."""
