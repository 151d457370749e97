"""The nouns of the program: standard library only, no clock, no input or output."""
