"""DDL text of any sqlglot dialect ⇄ Schema, comments kept.

``statements`` cuts the text up → ``definitions`` and ``remarks`` turn statements into ``facts`` → ``assemble`` makes
a Schema of them; ``read`` leads through it and guesses the dialect; ``write`` is the way back.
"""

from text2sql.ddl.read import Reading, examine_ddl, load_ddl, load_schema, read_ddl
from text2sql.ddl.write import write_ddl

__all__ = ["Reading", "examine_ddl", "load_ddl", "load_schema", "read_ddl", "write_ddl"]
