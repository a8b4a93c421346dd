"""Where letters come from: IMAP, a folder, an .mbox, a Maildir."""
