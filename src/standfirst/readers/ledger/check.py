"""
Check the evidence in this folder: python3 check.py

Every act is hashed again, and the chain is followed from the first of them to the end of the ledger as it was when the
evidence was made. It needs nothing but Python 3, and asks nobody. It prints the last number and hash, to be compared
with a checkpoint that was kept elsewhere at the time.
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main(folder: Path) -> int:
    evidence = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
    first, *links = (folder / "chain.txt").read_text(encoding="ascii").splitlines()
    digests = dict(line.split() for line in links)
    for act in evidence["acts"]:
        digest = sha256(json.dumps(act["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        if digest != act["digest"] or digest != digests.get(str(act["content"]["number"])):
            print(f"Act {act['content']['number']} is not the one in the chain.")
            return 1
    hashes, last = {}, first
    for number, digest in digests.items():
        last = hashes[number] = sha256(f"{last}\n{digest}")
    for act in evidence["acts"]:
        if act["hash"] != hashes[str(act["content"]["number"])]:
            print(f"Act {act['content']['number']} does not stand in the chain where it says.")
            return 1
    if last != evidence["ledger"]["hash"]:
        print("The chain does not end where the evidence says.")
        return 1
    print(f"{len(evidence['acts'])} acts stand in the chain. Its last row is {evidence['ledger']['last']}: {last}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
