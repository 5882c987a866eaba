/** Applied in order, once each; `user_version` counts how many a file has seen. Only ever append. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

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

  CREATE TABLE events (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    type            TEXT NOT NULL,
    created         INTEGER NOT NULL,
    api_version     TEXT NOT NULL,
    request_id      TEXT NOT NULL,
    idempotency_key TEXT,
    object          TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_type ON events (type, seq);

  CREATE TABLE deliveries (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL REFERENCES events (id),
    state    TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    due_ms   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_by_event ON deliveries (event_id);
  CREATE INDEX deliveries_due ON deliveries (due_ms) WHERE state = 'pending';

  CREATE TABLE attempts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
    url         TEXT NOT NULL,
    created_ms  INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    status      INTEGER,
    response    TEXT,
    error       TEXT
  ) STRICT;
  CREATE INDEX attempts_by_delivery ON attempts (delivery_id);

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
    created_ms          INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX requests_by_path ON requests (path, seq);
  `,
  `
  UPDATE objects SET body = json_set(body, '$.nextAction', json('null'))
    WHERE kind = 'payment_intent';
  UPDATE objects SET body = json_set(body, '$.isAuthenticated', json('false'))
    WHERE kind = 'charge';
  `,
  `
  UPDATE objects SET body = json_set(body,
      '$.amountCapturable', 0, '$.confirmationMethod', 'automatic',
      '$.authenticatedMethodId', json('null'))
    WHERE kind = 'payment_intent';
  UPDATE objects SET body = json_set(body,
      '$.capturedAmount', iif(body ->> '$.decline' IS NULL, body ->> '$.amount', json('null')),
      '$.releasedAmount', 0)
    WHERE kind = 'charge';
  `,
  // Until here there was one endpoint, the configured one.
  `
  INSERT INTO settings (name, value)
    VALUES ('configured_endpoint', 'we_' || lower(hex(randomblob(12))));
  ALTER TABLE deliveries ADD COLUMN endpoint_id TEXT NOT NULL DEFAULT '';
  UPDATE deliveries
    SET endpoint_id = (SELECT value FROM settings WHERE name = 'configured_endpoint');
  ALTER TABLE attempts ADD COLUMN request_headers TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE attempts ADD COLUMN request_body TEXT NOT NULL DEFAULT '';
  `,
  // The switches of old are kinds of trouble now.
  `
  DELETE FROM settings WHERE name IN ('webhooks', 'delay_ms');
  ALTER TABLE requests ADD COLUMN trouble TEXT;
  `,
  `
  CREATE TABLE later (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    object_id TEXT NOT NULL,
    due_ms    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX later_due ON later (due_ms, id);

  CREATE TABLE events_next (
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
  INSERT INTO events_next
    SELECT seq, id, type, created, api_version, request_id, idempotency_key, object, NULL
    FROM events ORDER BY seq;
  DROP TABLE events;
  ALTER TABLE events_next RENAME TO events;
  CREATE INDEX events_by_type ON events (type, seq);

  UPDATE objects SET body = json_set(body, '$.balanceTransactionId', json('null'))
    WHERE kind = 'charge';
  UPDATE objects SET body = json_set(body, '$.behaviour.aftermath',
      iif(body ->> '$.card.last4' = '0077', 'available_at_once', 'none'))
    WHERE kind = 'payment_method' AND body ->> '$.behaviour.kind' = 'pays';
  UPDATE objects SET body = json_set(body, '$.paymentMethod.behaviour.aftermath', 'none')
    WHERE kind = 'charge' AND body ->> '$.paymentMethod.behaviour.kind' = 'pays';
  `,
  `
  ALTER TABLE attempts ADD COLUMN trouble TEXT;
  `,
  `
  UPDATE objects SET body = json_set(body, '$.customerId', json('null'))
    WHERE kind IN ('payment_intent', 'charge');
  CREATE INDEX objects_by_customer ON objects (body ->> '$.customerId', seq)
    WHERE body ->> '$.customerId' IS NOT NULL;
  `,
  // The other way of delivery: a socket that the Stripe CLI holds open.
  `
  ALTER TABLE deliveries ADD COLUMN route TEXT NOT NULL DEFAULT 'url'
    CHECK (route IN ('url', 'cli'));

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
  `,
  `
  UPDATE objects SET body = json_set(body, '$.refundedAmount', 0) WHERE kind = 'charge';
  UPDATE objects SET body = json_set(body, '$.behaviour', json_object('kind', 'pays', 'aftermath',
      iif(body ->> '$.card.last4' = '5126', 'refund_fails', 'refund_pends')))
    WHERE kind = 'payment_method' AND body ->> '$.behaviour.what' = 'refunds';
  `,
  // A payment method stands by itself, in its charges, and in the error that it caused.
  `
  UPDATE objects SET body = json_set(body,
      '$.allowRedisplay', 'unspecified', '$.metadata', json('{}'),
      '$.customerId', json('null'), '$.isSpent', json('false'))
    WHERE kind = 'payment_method';
  UPDATE objects SET body = json_set(body, '$.behaviour.attaches',
      json(iif(body ->> '$.card.last4' IN ('0341', '0019', '1280'), 'true', 'false')))
    WHERE kind = 'payment_method' AND body ->> '$.behaviour.kind' = 'declines';
  UPDATE objects SET body = json_set(body,
      '$.paymentMethod.allowRedisplay', 'unspecified', '$.paymentMethod.metadata', json('{}'),
      '$.paymentMethod.customerId', json('null'), '$.paymentMethod.isSpent', json('false'))
    WHERE kind = 'charge';
  UPDATE objects SET body = json_set(body,
      '$.lastPaymentError.paymentMethod.allowRedisplay', 'unspecified',
      '$.lastPaymentError.paymentMethod.metadata', json('{}'),
      '$.lastPaymentError.paymentMethod.customerId', json('null'),
      '$.lastPaymentError.paymentMethod.isSpent', json('false'))
    WHERE kind = 'payment_intent' AND body ->> '$.lastPaymentError' IS NOT NULL;
  `,
  `
  CREATE INDEX events_by_payment
    ON events (coalesce(object ->> '$.payment_intent', object ->> '$.id'), seq);
  `,
  `
  UPDATE objects SET body = json_set(body, '$.disputeId', json('null')) WHERE kind = 'charge';
  UPDATE objects SET body = json_set(body, '$.behaviour', json_object('kind', 'pays', 'aftermath',
      CASE body ->> '$.card.last4' WHEN '0259' THEN 'disputed'
        WHEN '2685' THEN 'disputed_not_received' ELSE 'inquired' END))
    WHERE kind = 'payment_method' AND body ->> '$.behaviour.what' = 'disputes';
  `,
  // Disputes come with the payment now.
  `
  DELETE FROM later WHERE kind = 'open_dispute';
  `,
  // An event that is sent twice at once has been tried once.
  `
  ALTER TABLE deliveries ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0;
  UPDATE deliveries
    SET rounds = (SELECT count(*) FROM attempts WHERE delivery_id = deliveries.id);
  `,
  `
  ALTER TABLE requests ADD COLUMN error TEXT;
  `,
];
