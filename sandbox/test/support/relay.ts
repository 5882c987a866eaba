import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from 'stripe-sandbox/testing';

/** Passes connections on to a server, waiting for one that is just starting, and can cut them. */
export class Relay {
  readonly #sockets = new Set<Socket>();
  #isOpen = Promise.resolve();

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (near: Socket) => {
      this.#keep(near);
      this.#join(near).catch(() => near.destroy());
    });
  }

  static async before(url: string): Promise<Relay> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Relay(new URL(url), server);
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('The relay does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** From here on nothing gets through, until the line is cut; connections wait for what it returns. */
  hold(): () => void {
    const gate = new EventEmitter();
    this.#isOpen = once(gate, 'open').then(() => undefined);
    for (const socket of this.#sockets) socket.unpipe().pause();
    return () => gate.emit('open');
  }

  /** Cuts every connection without a word, as networks do. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  stop(): void {
    this.server.close();
    this.cut();
  }

  async #join(near: Socket): Promise<void> {
    await this.#isOpen;
    const far = await eventually(() => this.#dial());
    this.#keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  async #dial(): Promise<Socket> {
    const far = connect(Number(this.target.port), this.target.hostname);
    await once(far, 'connect');
    return far;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
  }
}
