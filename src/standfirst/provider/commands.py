"""``standfirst openid …``: the words of the command, and what it prints."""

import argparse
import sys


def add_to(parser: argparse.ArgumentParser) -> None:
    """Teach ``parser`` the command. Its ``run`` makes Django ready."""
    kinds = parser.add_subparsers(title="what", required=True, metavar="WHAT")
    rotate = kinds.add_parser("rotate", help="sign what connected sites are told with a new key, in a day or at once")
    rotate.add_argument("--at-once", action="store_true", help="the keys of now are worth nothing any more: one leaked")
    rotate.set_defaults(run=_rotate)


def _rotate(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.conf import settings

    from standfirst.provider.keys import keep_rotated, keys_in_force, path_of_keys, rotated

    if settings.STANDFIRST_OPENID_KEYS:
        print(rotated(keys_in_force(), at_once=options.at_once))
        print("This is secret. Give it to every machine as STANDFIRST_OPENID_KEYS and restart them.", file=sys.stderr)
        return 0
    keep_rotated(at_once=options.at_once)
    when = "It signs from now on, and no other" if options.at_once else "It signs in a day; the one before ends in two"
    print(f"✓ A new key is in {path_of_keys()}. {when}.")
    return 0
