"""The pure rules of reviews: the steps a review can take, what counts as evidence, and its deadlines."""
