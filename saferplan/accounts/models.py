"""Partnerships, agencies, people, roles and the audit trail."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from saferplan.accounts.append_only import AppendOnly
from saferplan.accounts.rules import Role


class User(AbstractUser):
    """Someone who can sign in, by email: `username` is the address, in small letters.

    What they may do is a `Membership` of each partnership. Counting `session_round` up ends all their sessions.
    """

    session_round = models.PositiveIntegerField(default=0)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        salt = "saferplan.accounts.models.User.get_session_auth_hash"
        value = f"{self.password}:{self.session_round}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


class Partnership(models.Model):
    """The tenant: a community safety partnership. Everything belongs to one."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    motto = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False, help_text="The demo: partnership, people and texts are made up.")
    ignored_checks = models.JSONField(default=list, blank=True, help_text="Codes of checks that are switched off.")

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A partner organisation: police, fire, a council team, NHS, a charity."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agencies")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="agency_name_once")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A contact of the partnership; `user` is set when they can sign in. Whoever left stays, with `left_on`."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="people")
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    also_for = models.ManyToManyField(Agency, blank=True, related_name="also_people")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "email"], condition=~models.Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a user is in a partnership. Whoever left keeps the row: `left_at` ends it, joining again clears it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "partnership"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} of {self.partnership}"


class Invitation(models.Model):
    """A contact asked to sign in, in a role. Of the link's secret only its SHA-256 is kept."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="invitation_role_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.role}"

    @property
    def about(self) -> str:
        """As the audit trail and the outbox name it."""
        return f"invitation:{self.pk}"


class OutboxMessage(models.Model):
    """An email: written in the transaction that it tells of, sent after it, its text blanked once it went."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="outbox")
    about = models.CharField(max_length=60, blank=True, help_text="What it belongs to, such as invitation:7.")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="Since when somebody is at sending it.")
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class AuditEvent(models.Model):
    """One line of a partnership's audit chain.

    No foreign keys: the line must outlive what it tells of. `hash` covers the line and the hash before it, so a
    line cannot be changed or taken out unseen. Database triggers refuse changes (see `accounts.triggers`).
    """

    append_only = AppendOnly("The audit trail is append-only.")

    partnership_id = models.BigIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["partnership_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["partnership_id", "seq"], name="audit_seq_once")]

    def __str__(self) -> str:
        return f"{self.partnership_id}/{self.seq} {self.action}"


class AuditHead(models.Model):
    """The end of a partnership's audit chain; locked while a line is added."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="audit_head")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.partnership_id}/{self.seq}"
