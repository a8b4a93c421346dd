"""Intake of messages: store, unpack, attribute to a unit, check, record."""
