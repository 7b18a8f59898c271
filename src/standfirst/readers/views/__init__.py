"""The pages of registration, sign-in and the account: each finds, calls one verb, answers."""
