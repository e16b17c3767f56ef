"""What the club has agreed about nights: who has a seat, when a series meets, what is too late."""
