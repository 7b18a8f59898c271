"""The settings of the product, with every render for the front door written down, and held until a test lets it go."""

from standfirst.settings import *  # noqa: F403
from standfirst.settings import MIDDLEWARE

MIDDLEWARE.insert(0, "tests.serving.counting.CountsRenders")
