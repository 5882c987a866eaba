/**
 * Kept in the file as its `user_version`. Raise it whenever the schema changes, or what is stored in a
 * `body`: a file of another version is set aside.
 */
export const SCHEMA_VERSION = 17;

export const SCHEMA = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  INSERT INTO settings (name, value)
    VALUES ('configured_endpoint', 'we_' || lower(hex(randomblob(12))));

  CREATE TABLE objects (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    parent  TEXT,
    body    TEXT NOT NULL
  ) STRICT;
  CREATE INDEX objects_by_kind ON objects (kind, seq);
  CREATE INDEX objects_by_parent ON objects (parent, seq) WHERE parent IS NOT NULL;
  CREATE INDEX objects_by_customer ON objects (body ->> '$.customerId', seq)
    WHERE body ->> '$.customerId' IS NOT NULL;

  CREATE TABLE events (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    type            TEXT NOT NULL,
    created         INTEGER NOT NULL,
    api_version     TEXT NOT NULL,
    request_id      TEXT,
    idempotency_key TEXT,
    object          TEXT NOT NULL,
    previous        TEXT
  ) STRICT;
  CREATE INDEX events_by_type ON events (type, seq);
  CREATE INDEX events_by_payment
    ON events (coalesce(object ->> '$.payment_intent', object ->> '$.id'), seq);

  -- By either way: to the address of an endpoint, or through a socket that the Stripe CLI holds open.
  CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id    TEXT NOT NULL REFERENCES events (id),
    endpoint_id TEXT NOT NULL,
    route       TEXT NOT NULL CHECK (route IN ('url', 'cli')),
    state       TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    due_ms      INTEGER NOT NULL,
    rounds      INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX deliveries_by_event ON deliveries (event_id);
  CREATE INDEX deliveries_due ON deliveries (due_ms) WHERE state = 'pending';

  CREATE TABLE attempts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id     INTEGER NOT NULL REFERENCES deliveries (id),
    url             TEXT NOT NULL,
    request_headers TEXT NOT NULL,
    request_body    TEXT NOT NULL,
    created_ms      INTEGER NOT NULL,
    duration_ms     INTEGER NOT NULL,
    status          INTEGER,
    response        TEXT,
    error           TEXT,
    trouble         TEXT
  ) STRICT;
  CREATE INDEX attempts_by_delivery ON attempts (delivery_id);

  CREATE TABLE cli_sessions (id TEXT PRIMARY KEY, gone_ms INTEGER) STRICT;

  CREATE TABLE cli_messages (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id   TEXT NOT NULL REFERENCES cli_sessions (id),
    delivery_id  INTEGER NOT NULL REFERENCES deliveries (id),
    conversation TEXT NOT NULL UNIQUE,
    api_version  TEXT,
    acked_ms     INTEGER
  ) STRICT;
  CREATE INDEX cli_messages_unacked ON cli_messages (session_id, seq) WHERE acked_ms IS NULL;
  CREATE INDEX cli_messages_by_delivery ON cli_messages (delivery_id);

  CREATE TABLE later (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    object_id TEXT NOT NULL,
    due_ms    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX later_due ON later (due_ms, id);

  CREATE TABLE idempotency (
    scope       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    status      INTEGER NOT NULL,
    body        TEXT NOT NULL,
    created_ms  INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE requests (
    seq                 INTEGER PRIMARY KEY AUTOINCREMENT,
    id                  TEXT NOT NULL UNIQUE,
    method              TEXT NOT NULL,
    path                TEXT NOT NULL,
    status              INTEGER NOT NULL,
    idempotency_key     TEXT,
    idempotent_replayed INTEGER NOT NULL,
    original_request    TEXT,
    stripe_version      TEXT NOT NULL,
    created_ms          INTEGER NOT NULL,
    trouble             TEXT,
    error               TEXT
  ) STRICT;
  CREATE INDEX requests_by_path ON requests (path, seq);
`;

/** What happened in the sandbox: all but its settings and who is connected. */
export const HISTORY = [
  'attempts',
  'cli_messages',
  'deliveries',
  'events',
  'objects',
  'later',
  'idempotency',
  'requests',
] as const;
