"""Data sets as training code reads them."""
