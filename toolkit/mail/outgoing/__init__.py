"""Letters of ours: composed, sent over SMTP."""
