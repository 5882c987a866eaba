import http from 'node:http';
import https from 'node:https';

export interface Posted {
  /** As they were sent. */
  requestHeaders: Record<string, string>;
  requestBody: string;
  createdMs: number;
  durationMs: number;
  status: number | null;
  /** The beginning of the answer. */
  response: string | null;
  error: string | null;
}

export interface Letter {
  url: string;
  headers: Record<string, string>;
  payload: string;
  timeoutMs: number;
  /** Cuts it off at once. */
  cutOff: AbortSignal;
}

const LONGEST_RESPONSE = 5000;

/** Never rejects: a shop that does not answer is a result too. Redirects are not followed. */
export async function post(letter: Letter): Promise<Posted> {
  const { headers: requestHeaders, payload: requestBody, timeoutMs, cutOff } = letter;
  const createdMs = Date.now();
  const signal = AbortSignal.any([cutOff, AbortSignal.timeout(timeoutMs)]);
  const outcome = await outcomeOf(letter, signal);
  return { requestHeaders, requestBody, createdMs, durationMs: Date.now() - createdMs, ...outcome };
}

async function outcomeOf(
  letter: Letter,
  signal: AbortSignal,
): Promise<Pick<Posted, 'status' | 'response' | 'error'>> {
  try {
    const answer = await send(letter, signal);
    const response = await beginningOf(answer);
    return { status: answer.statusCode ?? null, response, error: null };
  } catch (error) {
    const cause: unknown = signal.aborted ? signal.reason : error;
    return { status: null, response: null, error: messageOf(cause) };
  }
}

function send(
  { url, headers, payload }: Letter,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const client = url.startsWith('https:') ? https : http;
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
