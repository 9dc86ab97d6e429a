"""Session → an ASGI application: one page without external assets, and the JSON that it asks for.

It is made for one person on the own machine. Requests under a foreign host name are refused, since a web site could
otherwise reach it by giving its own name this machine's address; and questions must come as JSON, which no form of
another site can send.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from text2sql.answering import Session, answered, corrected, plain_reason, sentence
from text2sql.display import cell_text, is_numeric
from text2sql.errors import T2SError
from text2sql.evaluation.verdict import run_untrusted
from text2sql.outcome import Failure, Outcome
from text2sql.schema import Schema

LOOPBACK = ("127.0.0.1", "localhost")
MAX_QUESTION = 2_000
MAX_BODY = 64_000

_FILES = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def application(session: Session, *, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """The page over a session.

    Args:
        session: what is asked.
        hosts: names under which it may be called.
    """
    # One model answers one question at a time.
    turn = threading.Lock()

    def answer(question: str) -> dict[str, Any]:
        with turn:
            result = answered(question, session)
        return {"question": question, "sql": result.sql, **_result(result.result)}

    def query(sql: str) -> dict[str, Any]:
        with turn:
            return {"sql": sql, **_result(run_untrusted(sql, session.runner))}

    def correct(question: str, sql: str, was: str | None) -> dict[str, Any]:
        with turn:
            found = corrected(question, sql, session, was=was, now=datetime.now())
        shown = {"sql": sql, **_result(found.result)}
        saved = found.saved
        return shown if saved is None else {**shown, "saved": {"path": str(saved.path), "replaced": saved.replaced}}

    async def ask(request: Request) -> Response:
        asked = await _body(request)
        return _json(await run_in_threadpool(answer, _text(asked, "question")))

    async def run(request: Request) -> Response:
        asked = await _body(request)
        return _json(await run_in_threadpool(query, _text(asked, "sql", limit=MAX_BODY)))

    async def fix(request: Request) -> Response:
        asked = await _body(request)
        was = None if asked.get("was") is None else _text(asked, "was", limit=MAX_BODY)
        question, sql = _text(asked, "question"), _text(asked, "sql", limit=MAX_BODY)
        return _json(await run_in_threadpool(correct, question, sql, was))

    async def about(request: Request) -> Response:
        return _json({"rows": session.rows, "tables": _tables(session.schema)})

    async def refused(request: Request, error: Exception) -> Response:
        return _json({"error": {"kind": "REQUEST", "message": str(error)}}, status=400)

    return Starlette(
        routes=[
            *(Route(path, _file(name)) for path, name in (("/", "page.html"), ("/page.js",) * 2, ("/page.css",) * 2)),
            Route("/api/about", about),
            Route("/api/ask", ask, methods=["POST"]),
            Route("/api/sql", run, methods=["POST"]),
            Route("/api/fix", fix, methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
        exception_handlers={T2SError: refused},
    )


def _file(name: str) -> Any:
    async def send(request: Request) -> Response:
        return FileResponse(_FILES / name.lstrip("/"), headers=_HEADERS)

    return send


def _json(value: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(value, status_code=status, headers=_HEADERS)


async def _body(request: Request) -> Mapping[str, Any]:
    """The object in the request.

    Raises:
        T2SError: if there is none.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise T2SError("the request is not JSON", fix="send Content-Type: application/json")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise T2SError(f"the request is longer than {MAX_BODY} bytes")
    try:
        value = json.loads(body)
    except ValueError as error:
        raise T2SError(f"the request is not JSON: {error}") from error
    return value if isinstance(value, dict) else {}


def _text(body: Mapping[str, Any], name: str, *, limit: int = MAX_QUESTION) -> str:
    """A non-empty text out of the request.

    Raises:
        T2SError: if it does not hold it.
    """
    text = body.get(name)
    if not isinstance(text, str) or not text.strip():
        raise T2SError(f"the request holds no {name}")
    if len(text) > limit:
        raise T2SError(f"the {name} is longer than {limit} characters")
    return text.strip()


def _result(result: Outcome | Failure) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"error": {"kind": result.kind, "message": sentence(result), "reason": plain_reason(result)}}
    return {
        "columns": list(result.columns),
        "numeric": [is_numeric(row[index] for row in result.rows) for index in range(len(result.columns))],
        # Text, since a browser's numbers would round large integers.
        "rows": [[None if value is None else cell_text(value) for value in row] for row in result.rows],
        "truncated": result.truncated,
        "seconds": round(result.seconds, 4),
    }


def _tables(schema: Schema) -> list[dict[str, Any]]:
    return [
        {
            "name": table.name,
            "comment": table.comment,
            "columns": [
                {
                    "name": column.name,
                    "type": column.type,
                    "comment": column.comment,
                    "primary_key": column.name in table.primary_key,
                    "references": [
                        f"{key.table}.{target}"
                        for key in table.foreign_keys
                        for name, target in zip(key.columns, key.references, strict=True)
                        if name == column.name
                    ],
                }
                for column in table.columns
            ],
        }
        for table in schema.tables
    ]
