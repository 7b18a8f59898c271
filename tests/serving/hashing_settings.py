"""The settings of the product, with every hash written down."""

from standfirst.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.serving.hashing.WritesDown"]
