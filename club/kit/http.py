"""Pages, redirects, flash and refusals: the only place that knows a status."""
