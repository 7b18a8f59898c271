"""
Asking a program of the publisher's about a comment: one signed POST, with a deadline, and no redirect followed.

Signed as Standard Webhooks has it (https://www.standardwebhooks.com, version 1.0.0): HMAC-SHA256 over the id, the time
and the body, in base64.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from standfirst import calling_out
from standfirst.discussion.moderating.verdicts import Say

LARGEST = 64 * 1024
"""Bytes of an answer that are read."""
LONGEST_REASON = 200


class NoAnswer(Exception):
    """It could not be asked, or what it said is no answer. The text is for the log and for moderators."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says of a comment; ``reason`` in its own words, for moderators."""

    say: Say
    reason: str


def ask(
    address: str, secret: str, ident: str, at: int, question: dict[str, Any], *, within: float, inside: bool = False
) -> Answer:
    """
    What the program at ``address`` says. ``ident`` names the question, the same when it is asked again; ``at``: seconds
    since 1970, UTC. Takes ``within`` seconds at most, however slowly it answers. ``inside``: it may stand on this
    machine or in a private network. Raises NoAnswer.
    """
    body = json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "User-Agent": "Standfirst",
        "webhook-id": ident,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(secret, ident, at, body),
    }
    try:
        said = calling_out.post(address, body, headers, within=within, largest=LARGEST, inside=inside)
    except calling_out.Unanswered as error:
        raise NoAnswer(str(error)) from None
    return _answer(said)


def signature(secret: str, ident: str, at: int, body: bytes) -> str:
    """The value of the header ``webhook-signature``."""
    signed = hmac.new(secret.encode(), f"{ident}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def _answer(body: bytes) -> Answer:
    try:
        told: Any = json.loads(body) if len(body) <= LARGEST else None
        return Answer(Say(told["say"]), " ".join(str(told.get("reason", "")).split())[:LONGEST_REASON])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NoAnswer("its answer could not be read") from None
