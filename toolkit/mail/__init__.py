"""Letters and mailboxes; knows no form."""
