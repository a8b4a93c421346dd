-- What a unit is to the ledger: a number of its own, given when it is first seen, and a label that names its files and
-- that no other unit's equals, whatever the case of its letters. The list may call it something else next year.
CREATE TABLE units (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, label TEXT NOT NULL UNIQUE COLLATE NOCASE, seen TEXT NOT NULL
);
-- By what a submission is known to be its unit's: “token”, “address”, “clerk” (she took it from a folder); “earlier”:
-- filed by a version that did not ask; empty: by its own word alone, so it waits until the clerk confirms it.
ALTER TABLE submissions ADD COLUMN vouched TEXT NOT NULL DEFAULT 'earlier';
