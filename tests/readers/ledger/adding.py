"""A process that adds to the ledger of a test once it is sent a line: ``-m tests.readers.ledger.adding TIMES``."""

import sys
import uuid


def main(times: int) -> None:
    import django

    django.setup()
    from standfirst.readers.ledger.recording import record
    from tests.readers.ledger.making import HERE, said

    print("ready", flush=True)
    sys.stdin.readline()
    mine = uuid.uuid4()
    for _ in range(times):
        record(mine, [said(), said(act="withdrawn")], HERE)


if __name__ == "__main__":
    main(int(sys.argv[1]))
