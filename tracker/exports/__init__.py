"""Files that leave the house: copies of a review, with a manifest by which anybody can check them."""
