"""The questions of the intake: what is asked, how an answer is read, and where in the profile it goes."""
