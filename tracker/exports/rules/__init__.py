"""Pure rules of exports: which files there are, and the archive that can be checked without the product."""
