"""Wires the rooms into one application: routes, middleware, handlers, lifespan. No rules here."""
