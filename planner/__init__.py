"""Weekly plans, reminders and printable sheets for people with back pain."""

__version__ = "0.1.0"
