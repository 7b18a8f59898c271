"""The pages of the readers' desk in the admin: each finds, calls one verb, answers, and leaves a line of who looked."""
