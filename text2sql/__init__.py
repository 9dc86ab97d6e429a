"""t2s: from the DDL of a user's own tables to a fine-tuned, measured and safe question-to-SQL model."""

__version__ = "0.1.0"
