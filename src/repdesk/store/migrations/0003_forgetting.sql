-- A customer who was forgotten: that it was, and of its do-not-call numbers a salted hash, so that they stay do-not-call.
-- Nothing here tells who it was. The number alone is not enough to know an account by: after an older backup was
-- restored it may be given again.
CREATE TABLE forgotten (
  account_id INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account_id, created_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten_number (
  hash BLOB PRIMARY KEY,
  salt BLOB NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What an erasure made of an entry's body: the digest of what is left of it, NULL where nothing is.
CREATE TABLE journal_rewrite (
  seq INTEGER NOT NULL REFERENCES journal (seq),
  erasure INTEGER NOT NULL REFERENCES journal (seq),
  body_digest BLOB,
  PRIMARY KEY (seq, erasure)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER forgotten_no_delete BEFORE DELETE ON forgotten WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: forgotten'); END;
CREATE TRIGGER forgotten_number_no_delete BEFORE DELETE ON forgotten_number WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: forgotten_number'); END;
CREATE TRIGGER journal_rewrite_no_delete BEFORE DELETE ON journal_rewrite WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: journal_rewrite'); END;
