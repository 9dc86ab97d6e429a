"""The lexicon's fields of life, a few of them a module."""
