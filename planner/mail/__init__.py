"""Letters and how they leave. Nothing here draws or prints: pictures, sheets and calendars are handed in as bytes."""
