import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { LogFilters } from './log-filter.js';

const Ticket = z.object({
  /** Named as the webhook endpoint in everything that is sent. */
  id: z.string(),
  device: z.string(),
  /** Of the API key, not the key. */
  keyHash: z.string(),
  takesEvents: z.boolean(),
  isForwarding: z.boolean(),
  /** null: it does not tail the log. */
  filters: LogFilters.nullable(),
});

/** One run of `stripe listen` or `stripe logs tail`. */
export type Ticket = z.infer<typeof Ticket>;

const PREFIX = 'cliws_';

/**
 * The id of a session is a ticket that holds all there is to know of it, signed. So a CLI that comes
 * back finds its place again, also in a sandbox that was started anew on the same file.
 */
export class Tickets {
  /** The seed is the file's secret: tickets of another file are strange here. */
  constructor(private readonly seed: string) {}

  issue(ticket: Ticket): string {
    const text = Buffer.from(JSON.stringify(ticket)).toString('base64url');
    return `${PREFIX}${text}.${this.digest('ticket', text)}`;
  }

  read(websocketId: string): Ticket | null {
    if (!websocketId.startsWith(PREFIX)) return null;
    const [text = '', signature = ''] = websocketId.slice(PREFIX.length).split('.');
    if (!isSame(signature, this.digest('ticket', text))) return null;
    const parsed = Ticket.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return parsed.success ? parsed.data : null;
  }

  hashOfKey(apiKey: string): string {
    return this.digest('key', apiKey);
  }

  /** The same for every session of one key on one device, as `stripe listen --print-secret` needs. */
  signingSecret({ keyHash, device }: Pick<Ticket, 'keyHash' | 'device'>): string {
    return `whsec_${this.digest('secret', `${keyHash}\n${device}`)}`;
  }

  private digest(purpose: 'ticket' | 'key' | 'secret', text: string): string {
    return createHmac('sha256', this.seed).update(`${purpose}\n${text}`).digest('hex');
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
