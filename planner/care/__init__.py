"""The article's advice beside the exercises: B12 dates, food, painkillers, posture, walking, cards to read."""
