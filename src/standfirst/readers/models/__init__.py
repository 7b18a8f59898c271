"""What is kept of readers: accounts, registrations that wait for their mail, consents."""

from standfirst.readers.models.consent import Consent
from standfirst.readers.models.reader import Reader
from standfirst.readers.models.registration import Registration

__all__ = ["Consent", "Reader", "Registration"]
