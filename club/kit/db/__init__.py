"""The two Tortoise engines made safe: transactions, claims, constraints, migrations."""
