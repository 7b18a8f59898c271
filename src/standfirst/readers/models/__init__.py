"""What is kept of readers: accounts, registrations that wait for their mail, consents, tries."""

from standfirst.readers.models.consent import Consent
from standfirst.readers.models.reader import Reader
from standfirst.readers.models.registration import Registration
from standfirst.readers.models.tally import Tally

__all__ = ["Consent", "Reader", "Registration", "Tally"]
