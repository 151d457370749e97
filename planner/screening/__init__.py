"""Is exercise safe for this person now, and which movements: answers → state, conditions, caps, screened exercises."""
