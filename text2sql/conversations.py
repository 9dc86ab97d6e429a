"""One line of ChatGLM3's fine-tuning data ⇄ Conversation.

Read are ``conversations``, which GLM-4's demo calls ``messages`` (system, user, assistant and observation turns,
``tools`` beside them or on the system turn, ``loss``), and the older ``prompt``/``response`` with ``history``. Not covered: calls of tools inside a
conversation (``metadata``, role ``tool``), which the message protocol here cannot hold.
"""

import json
from collections.abc import Mapping
from typing import Any

from text2sql.records import Conversation, Message

_NAMES = ("conversations", "messages")
_ROLES = ("system", "user", "assistant", "observation")


def conversation_from_json(line: Mapping[str, Any]) -> Conversation:
    """The turns of a line; assistant turns are trained unless they say ``"loss": false``.

    Raises:
        ValueError: saying what is wrong with it.

    >>> [m.trained for m in conversation_from_json({"prompt": "问", "response": "答", "history": [["a", "b"]]}).messages]
    [False, True, False, True]
    """
    name = next((each for each in _NAMES if each in line), None)
    if name is None:
        return Conversation(messages=tuple(_turns_of_pair(line)))
    turns = line[name]
    if not isinstance(turns, list) or not turns:
        raise ValueError(f"{name} is no list of turns")
    messages = [_message(turn) for turn in turns]
    if line.get("tools"):
        messages = _with_tools(messages, line["tools"])
    if not any(message.trained and message.content.strip() for message in messages):
        raise ValueError("no assistant turn to learn from")
    return Conversation(messages=tuple(messages))


def conversation_to_json(conversation: Conversation) -> list[dict[str, Any]]:
    """The value of ``conversations``; ``loss`` is written only where it is not what the role says."""
    turns: list[dict[str, Any]] = []
    for message in conversation.messages:
        turn: dict[str, Any] = {"role": message.role, "content": message.content}
        if message.trained != (message.role == "assistant"):
            turn["loss"] = message.trained
        turns.append(turn)
    return turns


def _turns_of_pair(line: Mapping[str, Any]) -> list[Message]:
    prompt, response = line.get("prompt"), line.get("response")
    if not isinstance(prompt, str) or not isinstance(response, str):
        raise ValueError("neither conversations (or messages) nor prompt and response")
    if not response.strip():
        raise ValueError("the response is empty")
    history = line.get("history") or []
    if not all(isinstance(turn, list) and len(turn) == 2 and all(isinstance(t, str) for t in turn) for turn in history):
        raise ValueError("history is no list of question and answer pairs")
    pairs = [*history, [prompt, response]]
    return [
        Message(role=role, content=content, trained=role == "assistant")
        for pair in pairs
        for role, content in zip(("user", "assistant"), pair, strict=True)
    ]


def _message(turn: Any) -> Message:
    if not isinstance(turn, dict) or not isinstance(turn.get("content"), str):
        raise ValueError("a turn without content")
    role, content = turn.get("role"), turn["content"]
    if role not in _ROLES:
        raise ValueError(f"role {role!r} is not one of {', '.join(_ROLES)}")
    if turn.get("metadata"):
        raise ValueError("a call of a tool (metadata), which is not supported")
    if role == "system" and turn.get("tools"):
        content = _tools_text(content, turn["tools"])
    trained = turn.get("loss", role == "assistant")
    if not isinstance(trained, bool):
        raise ValueError("loss is neither true nor false")
    return Message(role=role, content=content, trained=trained)


def _with_tools(messages: list[Message], tools: Any) -> list[Message]:
    if messages[0].role == "system":
        system = messages.pop(0)
        content = _tools_text(system.content, tools)
        return [Message(role="system", content=content, trained=system.trained), *messages]
    return [Message(role="system", content=_tools_text("", tools).lstrip("\n"), trained=False), *messages]


def _tools_text(content: str, tools: Any) -> str:
    """As ChatGLM3's tokenizer puts tools behind the system text."""
    return content + "\n" + json.dumps(tools, ensure_ascii=False, indent=4)
