"""The tables as they are while steps are taken, and as they were before each."""

from functools import cached_property

from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps


class Moving(State):
    """The tables while steps are taken.

    The library draws every model anew before each operation, so that the operation may look at how
    things were. Most never look: there it is left undone, and a first start takes half the time.
    """

    def clone(self) -> State:
        """Keep the tables as they are now."""
        return _Before({key: each.clone() for key, each in self.models.items()}, self.apps)


class _Before(State):
    """The tables before an operation, drawn when it looks at them."""

    def __init__(self, models: dict[tuple[str, str], ModelState], since: StateApps) -> None:
        self.models = models
        self._since = since

    @cached_property
    def apps(self) -> StateApps:  # type: ignore[override]
        return self._since.clone(model_states=self.models)
