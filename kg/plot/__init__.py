"""Pictures of events: when, who with whom, and where."""

from kg.plot.plot import FORMS, PICTURES, check_names, plot

__all__ = ["FORMS", "PICTURES", "check_names", "plot"]
