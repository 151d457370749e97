"""YAML without surprises: only null, numbers, true and false, ISO dates and strings; every mistake at its line."""

from planner.strict_yaml.building import Document
from planner.strict_yaml.mistake import WHOLE_FILE, KeyPath, Mistake, did_you_mean, key_text, one_line, shown
from planner.strict_yaml.reading import must_be_mapping, read, read_mapping, read_text
from planner.strict_yaml.resolve import Mode
from planner.strict_yaml.writing import write_text

__all__ = [
    "WHOLE_FILE",
    "Document",
    "KeyPath",
    "Mistake",
    "Mode",
    "did_you_mean",
    "key_text",
    "must_be_mapping",
    "one_line",
    "read",
    "read_mapping",
    "read_text",
    "shown",
    "write_text",
]
