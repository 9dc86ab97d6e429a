"""A user's own pairs: checked against each other and the rows, multiplied by what is certain, corrected while asking."""
