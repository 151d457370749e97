"""Who is there, what a browser may do with our pages, and which names we answer to."""
