"""The form in which staff keep an institution. What is wrong is said of the line that it stands in."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from standfirst.access.clients import address_of
from standfirst.access.domains import Network, NotADomain, NotARange, email_domain, network_range
from standfirst.access.models import EmailDomain, Institution, NetworkRange
from standfirst.access.proxies import trusted_proxies
from standfirst.readers.institutions import keep

MOST_LINES = 500
_HERE = [address for address in map(address_of, ("127.0.0.1", "::1")) if address is not None]


class InstitutionForm(WagtailAdminModelForm):
    """An institution with its domains and its networks."""

    domains = forms.CharField(
        label="Email domains",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, like northport.example. Domains below it are not meant unless you write them too, or "
        "*.northport.example for all of them. Readers with a confirmed address there read when signed in.",
    )
    networks = forms.CharField(
        label="Networks",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, like 192.0.2.0/24 or 2001:db8::/32. Whoever comes from there reads without an account.",
    )

    class Meta:
        model = Institution
        fields: ClassVar = ["name", "starts_at", "ends_at", "seats", "idle_days", "note"]

    field_order: ClassVar = ["name", "domains", "networks", "seats", "idle_days", "starts_at", "ends_at", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["domains"] = "\n".join(self.instance.domains.order_by("pk").values_list("domain", flat=True))
            self.initial["networks"] = "\n".join(self.instance.ranges.order_by("pk").values_list("network", flat=True))

    def clean_domains(self) -> list[str]:
        """Each line a domain."""
        return self._lines("domains", email_domain, NotADomain)

    def clean_networks(self) -> list[Network]:
        """Each line a network, and none from which everybody would come."""
        return self._lines("networks", _of_others, NotARange)

    def clean(self) -> dict[str, Any]:
        """Dates in their order, somebody to read, nobody who is another institution's."""
        told: dict[str, Any] = super().clean()
        begins, ends = told.get("starts_at"), told.get("ends_at")
        if begins and ends and ends <= begins and not told.get("end_now"):
            self.add_error("ends_at", "It would end before it begins.")
        if not {"domains", "networks"} & set(self.errors) and not (told["domains"] or told["networks"]):
            self.add_error("domains", "Name an email domain or a network: without either nobody reads through it.")
        if begins and not self.errors:
            others = self._others(begins, ends)
            for field, sentences in (
                ("domains", list(_same_domains(told["domains"], others))),
                ("networks", list(_same_networks(told["networks"], others))),
            ):
                if sentences:
                    self.add_error(field, sentences)
        return told

    def save(self, commit: bool = True) -> Institution:
        """Keep it, from now on everywhere."""
        if self.cleaned_data.get("end_now"):
            self.instance.ends_at = timezone.now()
        keep(self.instance, self.cleaned_data["domains"], map(str, self.cleaned_data["networks"]))
        return self.instance

    def _lines(self, field: str, read: Callable[[str], Any], wrong: type[ValueError]) -> list[Any]:
        lines = [line.strip() for line in self.cleaned_data[field].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"These are more than {MOST_LINES} lines.")
        found, errors = [], []
        for line in lines:
            try:
                found.append(read(line))
            except wrong as error:
                errors.append(f"“{line[:80]}”: {error}")
        if errors:
            raise forms.ValidationError(errors)
        return found

    def _others(self, begins: datetime, ends: datetime | None) -> QuerySet[Institution]:
        """Those that run at a time at which this one does."""
        others = Institution.objects.exclude(pk=self.instance.pk).filter(Q(ends_at=None) | Q(ends_at__gt=begins))
        return others if ends is None else others.filter(starts_at__lt=ends)


class InstitutionChangeForm(InstitutionForm):
    """An institution that is there already, and can be ended."""

    end_now = forms.BooleanField(
        label="End it now", required=False, help_text="Nobody reads through it any more, two seconds from now."
    )


def _of_others(line: str) -> Network:
    network = network_range(line)
    if any(address in network for address in _HERE):
        raise NotARange("this machine itself is in it, and with a proxy here everybody comes from it.")
    if any(network.version == proxy.version and network.overlaps(proxy) for proxy in trusted_proxies().networks):
        raise NotARange("one of STANDFIRST_TRUSTED_PROXIES is in it, through which everybody comes.")
    return network


def _same_domains(domains: Iterable[str], others: QuerySet[Institution]) -> Iterable[str]:
    known = EmailDomain.objects.filter(institution__in=others, domain__in=list(domains)).select_related("institution")
    return (f"{one.domain} is {one.institution}’s at that time." for one in known)


def _same_networks(networks: Iterable[Network], others: QuerySet[Institution]) -> Iterable[str]:
    known = list(NetworkRange.objects.filter(institution__in=others).select_related("institution"))
    for network in networks:
        for one in known:
            theirs = network_range(one.network)
            if theirs.version == network.version and network.overlaps(theirs):
                yield f"{network} overlaps {theirs}, which is {one.institution}’s at that time."
