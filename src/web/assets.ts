import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import { fileHeaders } from './security/security-headers.js';

const NAME = /\/assets\/([\w.-]+)/g;

/** The name of each built asset by the name that templates have for it. Throws if nothing is built. */
export function readAssetNames(file: string): ReadonlyMap<string, string> {
  const names = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return new Map(Object.entries(names));
}

/** Puts the built names into the addresses of a template. Throws if it names an asset that is not there. */
export function withBuiltNames(template: string, names: ReadonlyMap<string, string>): string {
  return template.replace(NAME, (_, name: string) => {
    const built = names.get(name);
    if (built === undefined) throw new Error(`there is no asset ${name}`);
    return `/assets/${built}`;
  });
}

/**
 * Built assets, whose names change with what is in them, may be kept for ever. Those that browsers ask for by
 * a plain name, such as favicon.ico, are kept for an hour.
 */
export function assets(built: string, plain: string): RequestHandler[] {
  const setHeaders = (response: ServerResponse) => {
    fileHeaders(response);
    response.setHeader('Vary', 'Accept-Encoding');
  };
  return [
    express.static(built, { immutable: true, maxAge: '1y', index: false, setHeaders }),
    express.static(plain, { maxAge: '1h', index: false, setHeaders }),
  ];
}

/** Covers of books, which are named by what is in them as well. */
export function covers(folder: string): RequestHandler {
  return express.static(folder, { immutable: true, maxAge: '1y', index: false, setHeaders: fileHeaders }); // prettier-ignore
}
