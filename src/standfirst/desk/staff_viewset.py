"""The list of users in the admin's settings: those who may use the admin, and nobody else."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.users.views.users import DeleteView, EditView, IndexView, UserViewSet

from standfirst.desk.looking import What, looked
from standfirst.readers.models import Reader

OF_STAFF = Q(is_staff=True) | Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")


class _List(IndexView):
    def get_base_queryset(self) -> QuerySet[Reader]:
        """Those of the staff, by a group or by themselves."""
        staff: QuerySet[Reader] = super().get_base_queryset().filter(OF_STAFF).distinct()
        return staff


class _Logged:
    """A page that shows somebody's record, which leaves a line when they are a reader."""

    object: Reader

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view beside it
        mine = isinstance(request.user, Reader) and answer.status_code == 200
        if mine and not Reader.objects.filter(OF_STAFF, pk=self.object.pk).exists():
            assert isinstance(request.user, Reader)
            looked(request.user, self.object.subject, What.EDITED)
        return answer


class _Edit(_Logged, EditView):
    pass


class _Delete(_Logged, DeleteView):
    pass


class StaffViewSet(UserViewSet):
    """Wagtail's, with readers left out of the list and each look at one of them logged."""

    index_view_class, edit_view_class, delete_view_class = _List, _Edit, _Delete
