"""Takes in what came: keep, open, attribute, examine, file."""
