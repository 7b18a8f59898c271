"""Forms take their turns in a process; whoever reads, and whoever works in the admin, waits for none of them."""

import asyncio
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse

from standfirst.asgi import FORMS_AT_ONCE, Django


def together(*asked: tuple[str, str]) -> tuple[int, int]:
    """How many of the requests were worked on at the same time at most, and how many were answered."""

    async def scene() -> tuple[int, int]:
        django, now, most = Django(), 0, 0

        async def respond(request: Any) -> HttpResponse:
            nonlocal now, most
            now += 1
            most = max(most, now)
            # Everybody who may begin has begun before anybody ends.
            for _ in range(50):
                await asyncio.sleep(0)
            now -= 1
            return HttpResponse()

        django._respond = respond
        requests = [SimpleNamespace(method=method, path=path) for method, path in asked]
        answers = await asyncio.gather(*map(django.run_get_response, requests))
        return most, len(answers)

    return asyncio.run(scene())


def test_of_many_forms_only_some_are_worked_on_at_once_and_all_are_answered() -> None:
    assert together(*[("POST", "/sign-in/")] * 40) == (FORMS_AT_ONCE, 40)


def test_pages_and_the_admin_do_not_wait_for_forms() -> None:
    forms, others = [("POST", "/sign-in/")] * 10, [("GET", "/account/"), ("HEAD", "/"), ("POST", "/admin/images/add/")]
    assert together(*forms, *others * 5) == (FORMS_AT_ONCE + 15, 25)
