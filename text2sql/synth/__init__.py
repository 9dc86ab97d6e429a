"""From a schema alone to questions with gold SQL.

What to ask (`families`), how people say it (`zh`, `en`), executed and filtered (`generate`), split without
leaks (`split`); `invent` and `corpus` make the schemas and questions that the bundled base learns from.
"""
