"""The demo's pictures, drawn by code: cut paper and a halftone screen, in a few inks. Equal seeds give equal bytes."""
