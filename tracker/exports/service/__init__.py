"""Making the files: the data of a review, and its PDF."""
