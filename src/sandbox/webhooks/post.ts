import http from 'node:http';
import https from 'node:https';

export interface Posted {
  status: number | null;
  /** The beginning of the answer. */
  response: string | null;
  error: string | null;
}

interface Post {
  url: URL;
  headers: Record<string, string>;
  payload: string;
  signal: AbortSignal;
}

const LONGEST_RESPONSE = 5000;

/** Never rejects: a shop that does not answer is a result too. Redirects are not followed. */
export async function post({ url, headers, payload, signal }: Post): Promise<Posted> {
  try {
    const response = await send({ url, headers, payload, signal });
    return {
      status: response.statusCode ?? null,
      response: await beginningOf(response),
      error: null,
    };
  } catch (error) {
    const cause: unknown = signal.aborted ? signal.reason : error;
    return { status: null, response: null, error: messageOf(cause) };
  }
}

function send({ url, headers, payload, signal }: Post): Promise<http.IncomingMessage> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // A connection per attempt: a kept one may be closed by the shop just as it is used again.
    const request = client.request(url, { method: 'POST', headers, signal, agent: false }, resolve);
    request.on('error', reject);
    request.end(payload);
  });
}

/** Reads to the end, since a shop may still be working while it writes, but keeps little. */
async function beginningOf(response: http.IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < LONGEST_RESPONSE) kept.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(kept).subarray(0, LONGEST_RESPONSE).toString();
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code } = error as NodeJS.ErrnoException;
  return error.message || (code ?? error.name);
}
