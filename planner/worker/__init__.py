"""When the clock strikes: which use case is called. The queue in the database is the truth, never the scheduler."""
