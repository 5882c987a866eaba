import type { Database } from 'better-sqlite3';

/** A request to /v1, without its parameters: they may hold what must not be kept. */
export interface LoggedRequest {
  id: string;
  method: string;
  path: string;
  /** 0: the connection was cut before there was one. */
  status: number;
  idempotencyKey: string | null;
  idempotentReplayed: boolean;
  originalRequest: string | null;
  stripeVersion: string;
  createdMs: number;
  /** The kinds of trouble it met. */
  trouble: string | null;
  error: LoggedError | null;
}

/** Of what Stripe writes under `error`, what explains it. */
export interface LoggedError {
  type: string;
  code?: string | undefined;
  decline_code?: string | undefined;
  param?: string | undefined;
  message: string;
}

/** A message may quote what was sent: nothing as long as the number of a card is kept of it. */
export function loggedError(error: LoggedError): LoggedError {
  const { type, code, decline_code, param, message } = error;
  return { type, code, decline_code, param, message: message.replaceAll(/\d{9,}(?=\d{4})/g, '…') };
}

export interface RequestFilter {
  path: string | null;
  idempotencyKey: string | null;
}

type RequestRow = Omit<LoggedRequest, 'idempotentReplayed' | 'error'> & {
  idempotentReplayed: number;
  error: string | null;
};

const REQUESTS = `
  SELECT id, method, path, status, idempotency_key AS idempotencyKey,
         idempotent_replayed AS idempotentReplayed, original_request AS originalRequest,
         stripe_version AS stripeVersion, created_ms AS createdMs, trouble, error
  FROM requests`;

export class RequestLog {
  constructor(private readonly database: Database) {}

  append(request: LoggedRequest): void {
    this.database
      .prepare(
        `INSERT INTO requests (id, method, path, status, idempotency_key, idempotent_replayed,
                               original_request, stripe_version, created_ms, trouble, error)
         VALUES (@id, @method, @path, @status, @idempotencyKey, @idempotentReplayed,
                 @originalRequest, @stripeVersion, @createdMs, @trouble, @error)`,
      )
      .run({
        ...request,
        idempotentReplayed: Number(request.idempotentReplayed),
        error: request.error && JSON.stringify(request.error),
      });
  }

  find(id: string): LoggedRequest | undefined {
    const row = this.database.prepare<[string], RequestRow>(`${REQUESTS} WHERE id = ?`).get(id);
    return row && toRequest(row);
  }

  /** Oldest first. */
  list({ path, idempotencyKey }: RequestFilter): LoggedRequest[] {
    return this.database
      .prepare<Record<string, string | null>, RequestRow>(
        `${REQUESTS}
         WHERE (@path IS NULL OR path = @path)
           AND (@idempotencyKey IS NULL OR idempotency_key = @idempotencyKey)
         ORDER BY seq`,
      )
      .all({ path, idempotencyKey })
      .map(toRequest);
  }

  newest(limit: number, beforeId: string | null): LoggedRequest[] {
    return this.database
      .prepare<Record<string, string | number | null>, RequestRow>(
        `${REQUESTS}
         WHERE @beforeId IS NULL OR seq < (SELECT seq FROM requests WHERE id = @beforeId)
         ORDER BY seq DESC LIMIT @limit`,
      )
      .all({ limit, beforeId })
      .map(toRequest);
  }

  keepNewest(count: number): void {
    this.database
      .prepare('DELETE FROM requests WHERE seq <= (SELECT max(seq) FROM requests) - ?')
      .run(count);
  }
}

function toRequest(row: RequestRow): LoggedRequest {
  return {
    ...row,
    idempotentReplayed: row.idempotentReplayed === 1,
    // Only append() writes it.
    error: row.error === null ? null : (JSON.parse(row.error) as LoggedError),
  };
}
