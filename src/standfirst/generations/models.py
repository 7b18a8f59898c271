from django.db import models


class Change(models.Model):
    """
    One line in the log that every web process follows: what was made from ``tag`` is out of date from here on.

    Rows are kept for an hour (see ``raising.forget_old_changes``); a process that was away longer drops all it holds.
    """

    tag = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.pk}: {self.tag}"
