import { createServer, type RequestListener, type Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { FirstHandler } from '../page-cache/answer-from-cache.js';
import { oneAtATime } from './pipelined-requests.js';

/** Limits against slow clients. Node's defaults are minutes. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  /** How often the two timeouts above are checked. */
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
};
const MAX_CONNECTIONS = 2_000;

/** Without a byte in either direction. Longer than any request is handled: else nobody would get its answer. */
const IDLE_MS = 60_000;

/** Longer than a proxy keeps connections: else it could send a request on one that is being closed. */
const KEEP_ALIVE_MS = { direct: 5_000, behindProxy: 65_000 };

const CLOSE_IDLE_EVERY_MS = 100;
const CLOSE_ALL_AFTER_MS = 6_000;

/** An Express adapter with limits on its server, and with connections closed on shutdown. */
export class ShopServer extends ExpressAdapter {
  /** Sees each request before Express does. */
  answerFirst: FirstHandler = () => false;

  constructor(private readonly proxies: number) {
    super();
  }

  override initHttpServer() {
    const express = this.getInstance<RequestListener>();
    const handle: RequestListener = (request, response) => {
      if (!this.answerFirst(request, response)) express(request, response);
    };
    const server = createServer(LIMITS, oneAtATime(handle));
    server.timeout = IDLE_MS;
    server.keepAliveTimeout = this.proxies > 0 ? KEEP_ALIVE_MS.behindProxy : KEEP_ALIVE_MS.direct;
    server.maxConnections = MAX_CONNECTIONS;
    this.httpServer = server;
  }

  /** Accepts no new connection, finishes pending requests and closes connections as they become idle. */
  override async close(): Promise<void> {
    const server: Server = this.getHttpServer();
    const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
    const closeAll = setTimeout(() => server.closeAllConnections(), CLOSE_ALL_AFTER_MS);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearInterval(closeIdle);
    clearTimeout(closeAll);
  }
}
