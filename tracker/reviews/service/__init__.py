"""The verbs of reviews: planning cycles, taking a review's steps, adding to its file."""
