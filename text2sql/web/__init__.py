"""The web page: a question box, the SQL, the rows. Takes a Session; knows nothing of torch."""

from text2sql.web.application import application

__all__ = ["application"]
