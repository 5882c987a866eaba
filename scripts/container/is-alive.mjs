// For health checks: is-alive.mjs PATH [PORT] exits with 0 if the path responds with a 2xx status.
import { messageOf } from '../launcher/error.mjs';

const [path, port = process.env['PORT'] || 3000] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}${path}`;

try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  console.error(`${url}: ${messageOf(error)}`);
  process.exitCode = 1;
}
