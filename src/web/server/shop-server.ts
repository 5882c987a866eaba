import { createServer, type RequestListener, type Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** Slow clients keep what they hold no longer than this. Node's own limits are minutes. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
};
const MOST_CONNECTIONS = 2_000;

/** A proxy reuses connections: were ours to end first, a request could meet the end. */
const KEEP_ALIVE_MS = { direct: 5_000, behindProxy: 65_000 };

const SWEEP_MS = 100;
const FINISH_WITHIN_MS = 6_000;

/** Nest's adapter makes its server without options, and forgets connections when it closes. */
export class ShopServer extends ExpressAdapter {
  constructor(private readonly proxies: number) {
    super();
  }

  override initHttpServer() {
    const server = createServer(LIMITS, this.getInstance<RequestListener>());
    server.keepAliveTimeout = this.proxies > 0 ? KEEP_ALIVE_MS.behindProxy : KEEP_ALIVE_MS.direct;
    server.maxConnections = MOST_CONNECTIONS;
    this.httpServer = server;
  }

  /** Takes nothing new, finishes what is under way, and ends each connection as it falls idle. */
  override async close(): Promise<void> {
    const server: Server = this.getHttpServer();
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const lastCall = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearInterval(sweep);
    clearTimeout(lastCall);
  }
}
