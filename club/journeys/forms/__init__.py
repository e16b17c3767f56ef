"""What people type on their way through several rooms, as typed values."""
