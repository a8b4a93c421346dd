"""The parts and headers of a letter (RFC 5322, 2045 to 2049, 2231), read without trust."""
