"""Benchmarks: what the program's work costs beside what other libraries need for like work. Never part of the tests."""
