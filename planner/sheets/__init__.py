"""Week to paper: the only layer that knows the PDF library. It fetches nothing but its own typeface and drawings."""
