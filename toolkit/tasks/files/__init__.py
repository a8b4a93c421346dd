"""Files on the disk: what tasks read from them, check over many of them, and may replace."""
