"""The operator's words: serve, worker, migrate, check and the rest; none has power over members."""
