"""The exercise files to domain objects; every mistake in them at its line."""
