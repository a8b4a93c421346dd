"""What the district knows and has: messages, files, submissions, decisions, letters, in one SQLite file."""
