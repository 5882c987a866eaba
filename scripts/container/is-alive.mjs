// For health checks: is-alive.mjs PATH [PORT] exits with 0 if the path responds with a 2xx status.
import { messageOf } from '../launcher/error.mjs';
import { listenerUrl } from '../launcher/listener-url.mjs';

const [path, port = process.env['PORT'] || 3000] = process.argv.slice(2);
// In production the shop listens on all addresses, unless HOST says otherwise.
const host = process.env['HOST'] || '0.0.0.0';
const url = `${listenerUrl({ host, port: Number(port) })}${path}`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`${url}: ${messageOf(error)}`);
  process.exitCode = 1;
}
