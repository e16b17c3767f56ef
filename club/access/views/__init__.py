"""Pages and acts of getting in, staying in, and inviting."""
