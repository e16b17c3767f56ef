"""What a browser sends about messages, as values."""
