import compression from 'compression';
import type { RequestHandler } from 'express';

const PUBLIC = /\bpublic\b/;

/**
 * Compresses what is the same for everybody. Pages of one shopper are not: beside a secret, the length of what
 * somebody else had written into the page would tell of it (BREACH).
 */
export const compressPublic: RequestHandler = compression({
  filter: (request, response) =>
    PUBLIC.test(response.get('Cache-Control') ?? '') && compression.filter(request, response),
});
