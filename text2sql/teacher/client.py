"""Chat completions from any server that speaks OpenAI's protocol; replies are kept in a file and never paid for twice."""

import hashlib
import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from text2sql.errors import T2SError

Messages = Sequence[Mapping[str, str]]
"""Turns with ``role`` and ``content``."""

KEYS = ("T2S_TEACHER_KEY", "OPENAI_API_KEY")
_TIMEOUT = 120.0
_TRIES = 5
_LONGEST_WAIT = 60.0
_AGAIN = "what was replied is kept: start the same command again to go on"


class Declined(Exception):
    """The model gave no text: it refused, or stopped before a word. `reason` is short."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChatServer:
    """A model behind an address. Safe to call from several threads.

    Args:
        url: such as ``http://localhost:8000/v1``.
        model: its name there.
        key: sent as a bearer token; None for servers that want none.
        sleep: waits between tries, by seconds.
    """

    def __init__(
        self, url: str, model: str, key: str | None = None, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        if not url.startswith(("http://", "https://")):
            raise T2SError("no web address", where=url, fix="give one such as http://localhost:8000/v1")
        self.url = url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
        self.model = model
        self._key = key
        self._sleep = sleep

    def complete(self, messages: Messages) -> str:
        """The reply.

        Raises:
            Declined: if the model gives none to these messages.
            T2SError: if no reply is to be had: no connection, no key, no such model, too many requests for too long.
        """
        problem = ""
        for turn in range(_TRIES):
            try:
                return _text(self._post(messages), self.url)
            except urllib.error.HTTPError as error:
                with error:
                    said = _said(error)
                if error.code not in (408, 409, 429, 500, 502, 503, 504, 529):
                    raise self._lasting(error.code, said) from error
                wait, problem = _wait(error.headers.get("Retry-After"), turn), f"{error.code} {said}"
            except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                if isinstance(reason, ConnectionRefusedError) or turn == _TRIES - 1:
                    what = f"the teacher cannot be reached: {reason}"
                    raise T2SError(what, where=self.url, fix=f"see whether it runs; {_AGAIN}") from error
                wait, problem = _wait(None, turn), str(reason)
            if turn < _TRIES - 1:
                self._sleep(wait)
        raise T2SError(f"the teacher did not reply in {_TRIES} tries: {problem}", where=self.url, fix=_AGAIN)

    def _post(self, messages: Messages) -> bytes:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        body = json.dumps({"model": self.model, "messages": list(messages)}).encode()
        request = urllib.request.Request(self.url, body, headers)
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            data: bytes = response.read()
        return data

    def _lasting(self, code: int, said: str) -> T2SError:
        if code in (401, 403):
            what = "the teacher refuses the key" if self._key else "the teacher wants a key"
            fix = f"set the environment variable {KEYS[0]} (or {KEYS[1]})"
        elif code == 404:
            what, fix = (
                f"the teacher knows no such address or model ({self.model})",
                "see --teacher and --teacher-model",
            )
        else:
            what, fix = f"the teacher replied with the error {code}", _AGAIN
        return T2SError(f"{what}: {said}" if said else what, where=self.url, fix=fix)


class Replies:
    """A server whose replies are kept in a file, one a line: what was replied once is not asked again.

    Kept are the model and a digest of the messages, so the same build asks nothing and gives the same; another model, or
    another wording of the prompts, asks anew. A line that was cut off when a build was stopped is passed over.
    """

    def __init__(self, server: ChatServer, file: Path) -> None:
        self.model = server.model
        self.asked = 0
        self._server, self._file = server, file
        self._lock = threading.Lock()
        self._known: dict[str, dict[str, Any]] = {}
        if file.is_file():
            for line in file.read_text(encoding="utf-8").split("\n"):
                try:
                    value = json.loads(line)
                    self._known[value["key"]] = value
                except (ValueError, KeyError, TypeError):
                    continue

    def complete(self, messages: Messages) -> str:
        """The reply; errors as `ChatServer.complete`, of which a refusal is kept too."""
        content = json.dumps([self.model, *([each["role"], each["content"]] for each in messages)])
        key = hashlib.sha256(content.encode()).hexdigest()[:32]
        value = self._known.get(key)
        if value is None:
            try:
                value = {"key": key, "reply": self._server.complete(messages)}
            except Declined as declined:
                value = {"key": key, "declined": declined.reason}
            self._keep(key, value)
        if "declined" in value:
            raise Declined(str(value["declined"]))
        return str(value["reply"])

    def _keep(self, key: str, value: dict[str, Any]) -> None:
        with self._lock:
            self.asked += 1
            self._known[key] = value
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a+b") as file:
                # Behind a line that was cut off.
                if file.seek(0, 2) and (file.seek(-1, 2), file.read(1))[1] != b"\n":
                    file.write(b"\n")
                file.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def _text(data: bytes, url: str) -> str:
    try:
        choice = json.loads(data)["choices"][0]
        message = choice["message"]
        text, refused = message.get("content"), message.get("refusal")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        fix = "give the address of an OpenAI-compatible server, such as http://localhost:8000/v1"
        raise T2SError(f"no chat completion came back: {data[:80]!r}", where=url, fix=fix) from error
    if refused or choice.get("finish_reason") == "content_filter":
        raise Declined("the teacher refused")
    if not isinstance(text, str) or not text.strip():
        raise Declined("the reply is empty")
    return text


def _said(error: urllib.error.HTTPError) -> str:
    """The server's own words, from OpenAI's or FastAPI's error body."""
    try:
        value = json.loads(error.read())
        inner = value.get("error", value.get("detail", value.get("message")))
        return str(inner.get("message") if isinstance(inner, dict) else inner)[:200]
    except (OSError, ValueError, AttributeError):
        return str(error.reason)


def _wait(asked_for: str | None, turn: int) -> float:
    """Seconds: what the server asks for, else 1, 2, 4 and so on."""
    try:
        return min(_LONGEST_WAIT, max(0.0, float(asked_for or "")))
    except ValueError:
        return float(2**turn)
