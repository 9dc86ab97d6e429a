"""Questions from a large model, kept only where its own answer to them gives the rows of the gold."""
