-- What makes a thousand customers one book: tags, fields of the rep's own, saved views, clean-up drives, and merges.
CREATE TABLE tag (
  account_id INTEGER NOT NULL REFERENCES account (id),
  tag TEXT NOT NULL CHECK (tag <> ''),
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (account_id, tag)
) STRICT, WITHOUT ROWID;

-- `choices` is a JSON list of texts, empty but for a choice.
CREATE TABLE custom_field (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice')),
  choices TEXT NOT NULL DEFAULT '[]',
  place INTEGER NOT NULL DEFAULT 0,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

-- A number is plain decimal text, a date YYYY-MM-DD.
CREATE TABLE custom_value (
  account_id INTEGER NOT NULL REFERENCES account (id),
  field_id INTEGER NOT NULL REFERENCES custom_field (id),
  value TEXT NOT NULL CHECK (value <> ''),
  set_on TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (account_id, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX custom_value_field ON custom_value (field_id);

-- `columns` is a JSON list of names, `sort` one name, a minus before it where the highest comes first.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL DEFAULT '',
  columns TEXT NOT NULL DEFAULT '[]',
  sort TEXT NOT NULL DEFAULT '',
  place INTEGER NOT NULL DEFAULT 0,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

-- `target` is a share in percent of those the query finds; `begun_with` is how many fulfilled the measure at the start.
CREATE TABLE drive (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL,
  target INTEGER NOT NULL DEFAULT 100 CHECK (target BETWEEN 1 AND 100),
  due_on TEXT NOT NULL,
  begun_on TEXT NOT NULL,
  begun_with INTEGER NOT NULL DEFAULT 0,
  closed_on TEXT,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

-- Of two customers who were one: the one that went, the one it went into. Its calls are later versions there.
CREATE TABLE merged (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  into_id INTEGER NOT NULL REFERENCES account (id),
  day TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq),
  CHECK (account_id <> into_id)
) STRICT;
CREATE INDEX merged_into ON merged (into_id);

CREATE VIEW live_tag AS SELECT * FROM tag WHERE retracted_by IS NULL;
CREATE VIEW live_custom_field AS SELECT * FROM custom_field WHERE retracted_by IS NULL;
CREATE VIEW live_custom_value AS
  SELECT * FROM custom_value WHERE retracted_by IS NULL AND field_id IN (SELECT id FROM live_custom_field);
CREATE VIEW live_saved_view AS SELECT * FROM saved_view WHERE retracted_by IS NULL;
CREATE VIEW live_drive AS SELECT * FROM drive WHERE retracted_by IS NULL;
CREATE VIEW live_merged AS SELECT * FROM merged WHERE retracted_by IS NULL;

CREATE TRIGGER tag_no_delete BEFORE DELETE ON tag WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: tag'); END;
CREATE TRIGGER custom_field_no_delete BEFORE DELETE ON custom_field WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: custom_field'); END;
CREATE TRIGGER custom_value_no_delete BEFORE DELETE ON custom_value WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: custom_value'); END;
CREATE TRIGGER saved_view_no_delete BEFORE DELETE ON saved_view WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: saved_view'); END;
CREATE TRIGGER drive_no_delete BEFORE DELETE ON drive WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: drive'); END;
CREATE TRIGGER merged_no_delete BEFORE DELETE ON merged WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: merged'); END;
