"""The sub-commands of `t2s`, one a module: options → one library call → print.

Each module has a click command named `command`; `text2sql.cli` lists and loads them. Heavy imports stand in the
bodies of the functions, so that help is instant.
"""
