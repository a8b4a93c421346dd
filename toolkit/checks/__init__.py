"""What is wrong with a submission, as findings."""
