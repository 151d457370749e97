"""One repository per noun. None of them commits: the use case owns the transaction."""
