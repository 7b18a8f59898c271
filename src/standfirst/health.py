"""Whether this process lives, and whether it is able to serve. Answered to anybody; they hold nothing but that word."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process can answer at all."""
    return _word("alive", 200)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _word("the database does not answer", 503)
    return _word("ready", 200)


def _word(word: str, status: int) -> HttpResponse:
    answer = HttpResponse(word + "\n", content_type="text/plain; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
