"""The list of model modules, and Tortoise's configuration made from the settings."""

MODELS: list[str] = [
    # lowest room first
]
