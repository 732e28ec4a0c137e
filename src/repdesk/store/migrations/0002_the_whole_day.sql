-- History tells every change of a card, not only those of stage, intent, grade and next call.
CREATE TABLE history_of_all (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field <> ''),
  before TEXT,
  after TEXT,
  why TEXT NOT NULL DEFAULT '',
  call_id INTEGER REFERENCES call (id),
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
INSERT INTO history_of_all SELECT * FROM history;
DROP VIEW live_history;
DROP TRIGGER history_no_delete;
DROP TABLE history;
ALTER TABLE history_of_all RENAME TO history;
CREATE INDEX history_account ON history (account_id, id);
CREATE INDEX history_day ON history (day);
CREATE VIEW live_history AS SELECT * FROM history WHERE retracted_by IS NULL;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: history'); END;

-- The plan of an evening asks what is due besides calling on a day.
CREATE INDEX task_due ON task (due_on) WHERE due_on IS NOT NULL;
