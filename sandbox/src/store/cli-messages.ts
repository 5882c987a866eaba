import type { Database } from 'better-sqlite3';

/** One rendering of an event for one session; its conversation is how the CLI refers to it. */
export interface CliMessage {
  seq: number;
  sessionId: string;
  deliveryId: number;
  eventId: string;
  conversation: string;
  /** null: the account's default version. */
  apiVersion: string | null;
  ackedMs: number | null;
  /** Of the delivery that it is a part of. */
  state: string;
}

type NewMessage = Pick<CliMessage, 'sessionId' | 'deliveryId' | 'conversation' | 'apiVersion'>;

const SELECT = `
  SELECT seq, session_id AS sessionId, delivery_id AS deliveryId, event_id AS eventId,
         conversation, api_version AS apiVersion, acked_ms AS ackedMs, state
  FROM cli_messages JOIN deliveries ON deliveries.id = delivery_id`;

/** What is sent to sessions of the CLI, kept at least until they acknowledge it. */
export class CliMessages {
  constructor(private readonly database: Database) {}

  add(message: NewMessage): void {
    this.database
      .prepare(
        `INSERT INTO cli_messages (session_id, delivery_id, conversation, api_version)
         VALUES (@sessionId, @deliveryId, @conversation, @apiVersion)`,
      )
      .run(message);
  }

  /** In the order they were added. */
  unacked(sessionId: string, afterSeq: number): CliMessage[] {
    return this.database
      .prepare<[string, number], CliMessage>(
        `${SELECT} WHERE session_id = ? AND acked_ms IS NULL AND seq > ? ORDER BY seq`,
      )
      .all(sessionId, afterSeq);
  }

  countUnacked(sessionId: string): number {
    return (
      this.database
        .prepare<[string], { n: number }>(
          'SELECT count(*) AS n FROM cli_messages WHERE session_id = ? AND acked_ms IS NULL',
        )
        .get(sessionId)?.n ?? 0
    );
  }

  find(sessionId: string, conversation: string): CliMessage | undefined {
    return this.database
      .prepare<[string, string], CliMessage>(`${SELECT} WHERE session_id = ? AND conversation = ?`)
      .get(sessionId, conversation);
  }

  ack({ seq }: CliMessage, nowMs: number): void {
    this.database.prepare('UPDATE cli_messages SET acked_ms = ? WHERE seq = ?').run(nowMs, seq);
  }

  isWhollyAcked(deliveryId: number): boolean {
    return !this.database
      .prepare('SELECT 1 FROM cli_messages WHERE delivery_id = ? AND acked_ms IS NULL')
      .get(deliveryId);
  }
}
