"""From a schema alone to questions with gold SQL: what to ask (`families`), how people say it (`zh`, `en`),
executed and filtered (`generate`), split without leaks (`split`)."""
