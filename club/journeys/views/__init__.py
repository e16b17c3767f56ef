"""Pages and acts that pass through several rooms."""
