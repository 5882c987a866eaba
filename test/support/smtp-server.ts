import { once } from 'node:events';
import net from 'node:net';

/**
 * What becomes of a mail.
 *
 * - `accept`, and `hang-up`: the connection ends before anything is said.
 * - `defer` and `refuse`: the recipient is answered 451 or 550.
 * - `accept-silently`: it is taken, and the connection ends before the answer.
 */
export type SmtpBehaviour = 'accept' | 'hang-up' | 'defer' | 'refuse' | 'accept-silently';

const PASSWORD = Buffer.from('\0ada\0right').toString('base64');

/** A mail server that takes what it is sent, unless it is told otherwise. */
export class FakeSmtpServer {
  /** Each mail that was taken, as it came. */
  readonly taken: string[] = [];
  /** For the next connections, in this order; then `accept`. */
  readonly next: SmtpBehaviour[] = [];
  /** Of all connections. */
  readonly recipients: string[] = [];

  private constructor(private readonly server: net.Server) {
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<FakeSmtpServer> {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeSmtpServer(server);
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    const closed = once(this.server, 'close');
    this.server.close();
    return closed;
  }

  #serve(socket: net.Socket) {
    const behaviour = this.next.shift() ?? 'accept';
    socket.on('error', () => socket.destroy());
    if (behaviour === 'hang-up') return void socket.destroy();
    const say = (line: string) => void socket.write(`${line}\r\n`);
    let data: string[] | null = null;
    let rest = '';
    say('220 fake.example');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (data === null) data = this.#command(line, behaviour, say);
        else if (line !== '.') data.push(line.replace(/^\./, ''));
        else {
          this.taken.push(data.join('\r\n'));
          data = null;
          if (behaviour === 'accept-silently') socket.destroy();
          else say('250 taken');
        }
      }
    });
  }

  /** The lines of the mail, once they begin. */
  #command(line: string, behaviour: SmtpBehaviour, say: (line: string) => void): string[] | null {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') this.recipients.push(line.replace(/^.*<(.*)>.*$/, '$1'));
    const refusal = verb === 'RCPT' ? REFUSALS[behaviour] : undefined;
    say(refusal ?? ANSWERS[verb]?.(line) ?? '250 ok');
    return verb === 'DATA' ? [] : null;
  }
}

const REFUSALS: Partial<Record<SmtpBehaviour, string>> = {
  defer: '451 4.7.1 come back later',
  refuse: '550 5.1.1 no such mailbox',
};

const ANSWERS: Record<string, (line: string) => string> = {
  EHLO: () => '250-fake.example\r\n250 AUTH PLAIN',
  AUTH: (line) => (line.endsWith(PASSWORD) ? '235 welcome' : '535 5.7.8 wrong password'),
  DATA: () => '354 go on',
  QUIT: () => '221 bye',
};
