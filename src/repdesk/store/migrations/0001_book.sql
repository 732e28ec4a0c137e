-- The first book. Days are local dates (YYYY-MM-DD), instants are UTC (YYYY-MM-DDTHH:MM:SS.ffffffZ), money is minor units.
-- set_in and frozen_in are journal entries: what came first is told by them, not by a clock that may be set back.
-- retracted_by names the journal entry that took a row back; NULL is a row in force. Reads go through the live_ views.

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo', 'housekeeping')),
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  policy_id INTEGER,
  account_id INTEGER,
  target INTEGER REFERENCES journal (seq),
  body_digest BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX journal_target ON journal (target, seq) WHERE target IS NOT NULL;

CREATE TABLE journal_body (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  salt BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE erasure_gate (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
INSERT INTO erasure_gate (id, open) VALUES (1, 0);

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE policy_version (
  id INTEGER PRIMARY KEY,
  taken_at TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE calendar_day (
  day TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work', 'half')),
  name TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (day, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_year (
  country TEXT NOT NULL,
  year INTEGER NOT NULL,
  covered INTEGER NOT NULL CHECK (covered IN (0, 1)),
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (country, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_source (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('referral', 'inbound', 'list', 'event', 'advertising', 'other')),
  name TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE pipeline_stage (
  pipeline_id INTEGER NOT NULL REFERENCES pipeline (id),
  stage INTEGER NOT NULL,
  key TEXT NOT NULL,
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (pipeline_id, stage)
) STRICT, WITHOUT ROWID;

INSERT INTO pipeline (id, key, name) VALUES (1, 'telesales', 'Telesales');
INSERT INTO pipeline_stage (pipeline_id, stage, key, probability) VALUES
  (1, 0, 'unreached', 0.01), (1, 1, 'new', 0.02), (1, 2, 'kp_engaged', 0.08), (1, 3, 'need_planned', 0.20),
  (1, 4, 'leaning_to_us', 0.45), (1, 5, 'contract_sent', 0.75), (1, 6, 'under_contract', 1.00),
  (1, 7, 'contract_expired', 0.35);

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  industry TEXT NOT NULL DEFAULT '',
  size TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  timezone TEXT,
  need TEXT NOT NULL DEFAULT '',
  need_on TEXT,
  rival TEXT NOT NULL DEFAULT '',
  rival_on TEXT,
  obstacle TEXT NOT NULL DEFAULT '',
  obstacle_on TEXT,
  stage INTEGER NOT NULL DEFAULT 1 CHECK (stage BETWEEN 0 AND 7),
  stage_on TEXT,
  intent INTEGER CHECK (intent BETWEEN 1 AND 5),
  intent_on TEXT,
  override_grade TEXT CHECK (override_grade IN ('A', 'B', 'C', 'D')),
  override_reason TEXT NOT NULL DEFAULT '',
  override_stage INTEGER CHECK (override_stage BETWEEN 0 AND 7),
  do_not_call_on TEXT,
  refused_on TEXT,
  estimate INTEGER CHECK (estimate >= 0),
  currency TEXT,
  source_id INTEGER REFERENCES lead_source (id),
  referred_by INTEGER REFERENCES account (id),
  window_from TEXT,
  window_to TEXT,
  anniversary TEXT,
  owner TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  role TEXT CHECK (role IN ('user', 'gatekeeper', 'decision_maker', 'coach')),
  is_kp INTEGER NOT NULL DEFAULT 0 CHECK (is_kp IN (0, 1)),
  email TEXT NOT NULL DEFAULT '',
  birthday TEXT,
  confirmed_on TEXT,
  notes TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX contact_account ON contact (account_id);

CREATE TABLE phone (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  contact_id INTEGER REFERENCES contact (id),
  e164 TEXT NOT NULL,
  raw TEXT NOT NULL,
  extension TEXT NOT NULL DEFAULT '',
  bad_on TEXT,
  confirmed_on TEXT,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX phone_account ON phone (account_id);
CREATE INDEX phone_e164 ON phone (e164);

CREATE TABLE suppression (
  e164 TEXT PRIMARY KEY,
  since TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  lifted_on TEXT,
  lifted_reason TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  pipeline_id INTEGER NOT NULL DEFAULT 1 REFERENCES pipeline (id),
  name TEXT NOT NULL DEFAULT '',
  stage INTEGER NOT NULL,
  amount INTEGER CHECK (amount >= 0),
  currency TEXT,
  expected_close TEXT,
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  outcome TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'won', 'lost')),
  reason TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX deal_account ON deal (account_id);

CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  deal_id INTEGER REFERENCES deal (id),
  status TEXT NOT NULL CHECK (status IN ('sent', 'signed', 'lost')),
  amount INTEGER CHECK (amount >= 0),
  currency TEXT,
  sent_on TEXT,
  signed_on TEXT,
  start_on TEXT,
  end_on TEXT,
  terms TEXT NOT NULL DEFAULT '',
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX contract_account ON contract (account_id);

-- A call is history: never updated, never deleted. A correction is a later row that names in `amends` the version it
-- replaces and in `root` the first one; undo adds a row to call_retraction.
CREATE TABLE call (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id),
  contact_id INTEGER REFERENCES contact (id),
  phone_id INTEGER REFERENCES phone (id),
  e164 TEXT,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  clock TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('no_answer', 'busy', 'wrong_number', 'gatekeeper', 'callback', 'talked',
    'interested', 'proposal_sent', 'contract_sent', 'signed', 'refused', 'do_not_call', 'contact')),
  channel TEXT NOT NULL DEFAULT 'call' CHECK (channel IN ('call', 'visit', 'message', 'meeting')),
  inbound INTEGER NOT NULL DEFAULT 0 CHECK (inbound IN (0, 1)),
  imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  spoke INTEGER CHECK (spoke IN (0, 1)),
  kp INTEGER CHECK (kp IN (0, 1)),
  price INTEGER NOT NULL DEFAULT 0 CHECK (price IN (0, 1)),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  offer INTEGER NOT NULL DEFAULT 0 CHECK (offer IN (0, 1)),
  lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1)),
  never INTEGER NOT NULL DEFAULT 0 CHECK (never IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  promised_day TEXT,
  promised_time TEXT,
  root INTEGER REFERENCES call (id),
  amends INTEGER REFERENCES call (id)
) STRICT;
CREATE INDEX call_account ON call (account_id, id);
CREATE INDEX call_day ON call (day);
CREATE INDEX call_amends ON call (amends) WHERE amends IS NOT NULL;

CREATE TABLE call_retraction (
  call_id INTEGER PRIMARY KEY REFERENCES call (id),
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE next_call (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  day TEXT NOT NULL,
  clock TEXT,
  timezone TEXT,
  promised INTEGER NOT NULL DEFAULT 0 CHECK (promised IN (0, 1)),
  purpose TEXT NOT NULL DEFAULT '',
  set_by TEXT NOT NULL CHECK (set_by IN ('rule', 'rep', 'customer', 'import')),
  set_at TEXT NOT NULL,
  set_in INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX next_call_day ON next_call (day);

CREATE TABLE day_plan (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('day', 'replan', 'evening')),
  frozen_at TEXT NOT NULL,
  frozen_in INTEGER NOT NULL,
  policy_id INTEGER NOT NULL REFERENCES policy_version (id),
  quota INTEGER NOT NULL,
  over_quota_by INTEGER NOT NULL,
  coverage TEXT NOT NULL,
  carried_per_tier TEXT NOT NULL,
  carried BLOB NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX day_plan_day ON day_plan (day);

CREATE TABLE list_item (
  plan_id INTEGER NOT NULL REFERENCES day_plan (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  rank INTEGER NOT NULL,
  tier TEXT NOT NULL CHECK (tier IN ('promised', 'priority', 'due', 'coverage')),
  due TEXT,
  due_clock TEXT,
  score INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0 CHECK (added IN (0, 1)),
  retracted_by INTEGER REFERENCES journal (seq),
  PRIMARY KEY (plan_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  account_id INTEGER REFERENCES account (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  due_on TEXT,
  done_at TEXT,
  created_at TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('stage', 'intent', 'grade', 'next_call')),
  before TEXT,
  after TEXT,
  why TEXT NOT NULL DEFAULT '',
  call_id INTEGER REFERENCES call (id),
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX history_account ON history (account_id, id);

CREATE TABLE import_origin (
  account_id INTEGER PRIMARY KEY REFERENCES account (id),
  file TEXT NOT NULL,
  row INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  fields TEXT NOT NULL,
  retracted_by INTEGER REFERENCES journal (seq)
) STRICT;

CREATE VIEW live_account AS SELECT * FROM account WHERE retracted_by IS NULL;
CREATE VIEW live_contact AS SELECT * FROM contact WHERE retracted_by IS NULL;
CREATE VIEW live_phone AS SELECT * FROM phone WHERE retracted_by IS NULL;
CREATE VIEW live_deal AS SELECT * FROM deal WHERE retracted_by IS NULL;
CREATE VIEW live_contract AS SELECT * FROM contract WHERE retracted_by IS NULL;
CREATE VIEW live_next_call AS SELECT * FROM next_call WHERE retracted_by IS NULL;
CREATE VIEW live_suppression AS SELECT * FROM suppression WHERE retracted_by IS NULL AND lifted_on IS NULL;
CREATE VIEW live_setting AS SELECT * FROM setting WHERE retracted_by IS NULL;
CREATE VIEW live_calendar_day AS SELECT * FROM calendar_day WHERE retracted_by IS NULL;
CREATE VIEW live_calendar_year AS SELECT * FROM calendar_year WHERE retracted_by IS NULL;
CREATE VIEW live_day_plan AS SELECT * FROM day_plan WHERE retracted_by IS NULL;
CREATE VIEW live_list_item AS SELECT * FROM list_item WHERE retracted_by IS NULL;
CREATE VIEW live_task AS SELECT * FROM task WHERE retracted_by IS NULL;
CREATE VIEW live_history AS SELECT * FROM history WHERE retracted_by IS NULL;
CREATE VIEW live_call AS
  SELECT call.*, coalesce(call.root, call.id) AS place FROM call
  WHERE call.id NOT IN (SELECT call_id FROM call_retraction WHERE retracted_by IS NOT NULL)
    AND call.id NOT IN (
      SELECT amends FROM call AS later WHERE amends IS NOT NULL
        AND later.id NOT IN (SELECT call_id FROM call_retraction WHERE retracted_by IS NOT NULL));

-- Nothing is deleted but by erasure, which opens the gate inside its own transaction.
CREATE TRIGGER migration_no_delete BEFORE DELETE ON migration WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: migration'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: journal'); END;
CREATE TRIGGER journal_body_no_delete BEFORE DELETE ON journal_body WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: journal_body'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: setting'); END;
CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON policy_version WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: policy_version'); END;
CREATE TRIGGER calendar_day_no_delete BEFORE DELETE ON calendar_day WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: calendar_day'); END;
CREATE TRIGGER calendar_year_no_delete BEFORE DELETE ON calendar_year WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: calendar_year'); END;
CREATE TRIGGER lead_source_no_delete BEFORE DELETE ON lead_source WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: lead_source'); END;
CREATE TRIGGER pipeline_no_delete BEFORE DELETE ON pipeline WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: pipeline'); END;
CREATE TRIGGER pipeline_stage_no_delete BEFORE DELETE ON pipeline_stage WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: pipeline_stage'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: account'); END;
CREATE TRIGGER contact_no_delete BEFORE DELETE ON contact WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: contact'); END;
CREATE TRIGGER phone_no_delete BEFORE DELETE ON phone WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: phone'); END;
CREATE TRIGGER suppression_no_delete BEFORE DELETE ON suppression WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: suppression'); END;
CREATE TRIGGER deal_no_delete BEFORE DELETE ON deal WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: deal'); END;
CREATE TRIGGER contract_no_delete BEFORE DELETE ON contract WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: contract'); END;
CREATE TRIGGER call_no_delete BEFORE DELETE ON call WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: call'); END;
CREATE TRIGGER call_retraction_no_delete BEFORE DELETE ON call_retraction WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: call_retraction'); END;
CREATE TRIGGER next_call_no_delete BEFORE DELETE ON next_call WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: next_call'); END;
CREATE TRIGGER day_plan_no_delete BEFORE DELETE ON day_plan WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: day_plan'); END;
CREATE TRIGGER list_item_no_delete BEFORE DELETE ON list_item WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: list_item'); END;
CREATE TRIGGER task_no_delete BEFORE DELETE ON task WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: task'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: history'); END;
CREATE TRIGGER import_origin_no_delete BEFORE DELETE ON import_origin WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'nothing is deleted outside erasure: import_origin'); END;
CREATE TRIGGER call_no_update BEFORE UPDATE ON call WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'call is append-only'); END;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_body_no_update BEFORE UPDATE ON journal_body WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'journal_body is append-only'); END;
CREATE TRIGGER migration_no_update BEFORE UPDATE ON migration WHEN (SELECT open FROM erasure_gate) = 0
BEGIN SELECT RAISE(ABORT, 'migration is append-only'); END;
-- INSERT OR REPLACE deletes without a word to the triggers of deletion: see that there is nothing to replace.
CREATE TRIGGER call_no_replace BEFORE INSERT ON call WHEN EXISTS (SELECT 1 FROM call WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'call is append-only'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_body_no_replace BEFORE INSERT ON journal_body WHEN EXISTS (SELECT 1 FROM journal_body WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'journal_body is append-only'); END;
CREATE TRIGGER migration_no_replace BEFORE INSERT ON migration WHEN EXISTS (SELECT 1 FROM migration WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'migration is append-only'); END;
CREATE TRIGGER erasure_gate_no_delete BEFORE DELETE ON erasure_gate
BEGIN SELECT RAISE(ABORT, 'the gate stays'); END;
