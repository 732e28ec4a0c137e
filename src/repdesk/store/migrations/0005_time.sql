-- Time: hours of single days that differ from the office's, and work besides calling as it was begun and ended.
CREATE TABLE day_hours (
  day TEXT PRIMARY KEY,
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;

-- Instants; one without an end is under way until the next call or the next work begun.
CREATE TABLE work_span (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('proposal', 'contract', 'ownership', 'meeting', 'post', 'private')),
  began_at TEXT NOT NULL,
  ended_at TEXT,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX work_span_began ON work_span (began_at);

CREATE VIEW live_day_hours AS SELECT * FROM day_hours WHERE retracted_by IS NULL;
CREATE VIEW live_work_span AS SELECT * FROM work_span WHERE retracted_by IS NULL;

CREATE TRIGGER day_hours_no_delete BEFORE DELETE ON day_hours WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: day_hours'); END;
CREATE TRIGGER work_span_no_delete BEFORE DELETE ON work_span WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: work_span'); END;
