"""Which week is best: what a person may do and wants → a week with reasons, or the limits that clash.

The only package that may import the solver, and only inside the functions that solve.
"""
