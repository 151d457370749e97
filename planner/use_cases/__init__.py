"""What a person or the clock can do: one verb a file. Use cases own the transaction."""
