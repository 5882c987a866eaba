import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

const CONNECT_TIMEOUT_MS = 2_500;

/**
 * Reaches HTTPS servers through an HTTP proxy (CONNECT, RFC 9110, 9.3.6). Our own, because https-proxy-agent
 * waits for ever for a proxy that never answers, and passes its refusal on as an answer of the server.
 * `proxy` may contain a name and a password.
 */
export class ProxyAgent extends https.Agent {
  constructor(private readonly proxy: URL) {
    super({ keepAlive: true });
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    const target = `${String(options.host)}:${String(options.port)}`;
    const fail = (reason: string) => callback?.(new Error(reason), null as never);
    const request = this.#connect(target);
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        const servername = options.servername ?? String(options.host);
        callback?.(
          null,
          tls.connect({ ...(options as tls.ConnectionOptions), socket, servername }),
        );
        return;
      }
      socket.destroy();
      fail(
        `the proxy ${this.proxy.host} answers ${String(response.statusCode)} to CONNECT ${target}`,
      );
    });
    request.once('timeout', () => request.destroy(new Error('it does not answer')));
    request.once('error', ({ message }) => fail(`the proxy ${this.proxy.host}: ${message}`));
    request.end();
    return null;
  }

  #connect(target: string): http.ClientRequest {
    const { protocol, hostname, port, username, password } = this.proxy;
    const isTls = protocol === 'https:';
    const credentials = [username, password].map(decodeURIComponent).join(':');
    const basic = `Basic ${Buffer.from(credentials).toString('base64')}`;
    return (isTls ? https : http).request({
      method: 'CONNECT',
      path: target,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port || (isTls ? 443 : 80),
      headers: { Host: target, ...(username && { 'Proxy-Authorization': basic }) },
      agent: false,
      timeout: CONNECT_TIMEOUT_MS,
    });
  }
}
