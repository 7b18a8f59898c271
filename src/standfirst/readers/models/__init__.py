"""What is kept of readers: accounts, registrations that wait for their mail, the consent ledger, tries."""

from standfirst.readers.models.foreign_work import ForeignWork
from standfirst.readers.models.ledger import Act, Pseudonym
from standfirst.readers.models.preferences import Preferences, Way
from standfirst.readers.models.reader import Reader
from standfirst.readers.models.registration import Registration
from standfirst.readers.models.tally import Tally

__all__ = ["Act", "ForeignWork", "Preferences", "Pseudonym", "Reader", "Registration", "Tally", "Way"]
