"""Try a rule: a page of the admin's reports that shows what other rules would have made of what happened."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from standfirst.newsroom.recorded import first_recorded, proposal_in_force, section_names, try_out
from standfirst.newsroom.simulating import Answer, Proposal
from standfirst.newsroom.try_form import forms_filled_in, forms_in_force, proposed
from standfirst.newsroom.try_words import picture, sentence, tables

RIGHT = "access.change_meterrules"
TEMPLATE = "newsroom/admin/try_a_rule.html"


@permission_required(RIGHT)
def try_a_rule(request: HttpRequest) -> HttpResponse:
    """The rules as they are, to be changed, and what they would have made of the last days. Saves nothing."""
    context: dict[str, Any] = {
        "first": first_recorded(),
        "kept": settings.STANDFIRST_DECISIONS_DAYS,
        "demo": settings.STANDFIRST_DEMO,
        "may_set_levels": request.user.has_perm("newsroom.change_levelrule"),
    }
    status = 200
    if request.method == "POST":
        form, rules = forms_filled_in(request.POST)
        good = form.is_valid() & rules.is_valid()
        if good and "more" not in request.POST:
            context |= _told(proposed(form, rules), form.cleaned_data["days"])
        elif not good:
            status = 422
    else:
        form, rules = forms_in_force()
    wrong = [(one, field.label) for one in [form, *rules.forms] for field in one if field.errors]
    answer = render(request, TEMPLATE, {**context, "form": form, "rules": rules, "wrong": len(wrong)}, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _told(proposal: Proposal, days: int) -> dict[str, Any]:
    answer: Answer = try_out(proposal, days)
    names = section_names(iter(answer.by_section))
    return {
        "answer": answer,
        "sentence": sentence(answer.whole, days),
        "chosen": f"{answer.chosen:,}" if answer.chosen else "",
        "unsure": sorted(why.value for why in answer.unsure),
        "tables": list(tables(answer, names)),
        "picture": picture(answer.by_day),
        "as_they_are": proposal == proposal_in_force(),
    }


class _Item(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("reports/try-a-rule/", try_a_rule, name="try_a_rule")]


@hooks.register("register_reports_menu_item")
def _item() -> MenuItem:
    return _Item("Try a rule", reverse("try_a_rule"), name="try-a-rule", icon_name="key", order=650)
