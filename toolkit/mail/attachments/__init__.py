"""Unpacks attachments within limits: archives, winmail.dat, links."""
