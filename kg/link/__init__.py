"""Links."""
__all__: list[str] = []
