"""What pages and acts ask about nights."""
