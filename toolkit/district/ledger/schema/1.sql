-- Times are ISO 8601 with their offset. A message is known by the hash of its bytes, a file by the hash of its content.
CREATE TABLE messages (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, letter INTEGER NOT NULL, received TEXT NOT NULL, collected TEXT NOT NULL,
  sender TEXT NOT NULL, reply_to TEXT NOT NULL, subject TEXT NOT NULL, message_id TEXT NOT NULL,
  automatic INTEGER NOT NULL, duplicate INTEGER NOT NULL, unit TEXT NOT NULL
);
CREATE INDEX messages_by_message_id ON messages (message_id);
-- Where a message was met: a place in a mailbox, a file in a folder. A second run does not read it again.
CREATE TABLE marks (mark TEXT PRIMARY KEY, message TEXT NOT NULL REFERENCES messages (id));
CREATE TABLE files (
  id INTEGER PRIMARY KEY, message TEXT NOT NULL REFERENCES messages (id), name TEXT NOT NULL, hash TEXT NOT NULL,
  outcome TEXT NOT NULL, facts TEXT NOT NULL, unit TEXT NOT NULL
);
CREATE INDEX files_by_hash ON files (hash);
CREATE INDEX files_by_message ON files (message);
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY, unit TEXT NOT NULL, file INTEGER NOT NULL UNIQUE REFERENCES files (id),
  received TEXT NOT NULL, check_code TEXT NOT NULL,
  data TEXT NOT NULL, beside TEXT NOT NULL
);
CREATE INDEX submissions_by_unit ON submissions (unit);
CREATE TABLE findings (
  submission INTEGER NOT NULL REFERENCES submissions (id), position INTEGER NOT NULL,
  code TEXT NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL, cells TEXT NOT NULL,
  PRIMARY KEY (submission, position)
);
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, unit TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, submission INTEGER NOT NULL,
  seen INTEGER NOT NULL, remark TEXT NOT NULL, url TEXT NOT NULL
);
-- Workbooks sent out; their token comes back with them.
CREATE TABLE issued (unit TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, at TEXT NOT NULL);
-- Letters of ours. “sending” stands from before the server is spoken to until it has answered.
CREATE TABLE letters (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT NOT NULL, about TEXT NOT NULL, recipients TEXT NOT NULL,
  subject TEXT NOT NULL, path TEXT NOT NULL, state TEXT NOT NULL, made TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE INDEX letters_by_about ON letters (about);
