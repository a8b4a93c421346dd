"""Many units: one clerk, a mailbox and a folder; each step resumable, nothing lost."""
