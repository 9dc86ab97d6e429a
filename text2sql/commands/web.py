"""`t2s web`: a page in the browser to ask from."""

import click

from text2sql.commands.session import SessionOptions, opened, session_options, tell


@click.command("web")
@session_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for a free one.")
def command(options: SessionOptions, port: int) -> None:
    """Ask in a page of the browser, on this machine only.

    \b
    t2s web
    t2s web --db marks.csv --port 8080

    Ctrl-C ends it.
    """
    import socket

    import uvicorn

    from text2sql.errors import T2SError
    from text2sql.web import application

    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise T2SError(f"port {port} cannot be used: {error.strerror}", fix="choose another with --port") from error
        with opened(options) as opener:
            tell(f"asking {opener.name}")
            session = opener.open(options.db)
            tell(f"rows   {session.rows}")
            click.echo(f"http://127.0.0.1:{listener.getsockname()[1]}/")
            config = uvicorn.Config(application(session), log_level="warning")
            uvicorn.Server(config).run(sockets=[listener])
