import { spawn } from 'node:child_process';
import path from 'node:path';
import { median } from './median.js';
import type { Server } from './server.js';

export const CONNECTIONS = 32;
const LOAD = path.join(import.meta.dirname, 'programs/load.mjs');

export interface PageFigures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMicroseconds: number;
}

/** The fields of autocannon’s result that are used. */
interface Report {
  requests: { average: number; total: number };
  latency: { p50: number; p99: number };
  non2xx: number;
  errors: number;
}

interface Load {
  seconds: number;
  /** Every request has another address, so that the shop makes each page anew. */
  isAnew: boolean;
}

/** Loads one page for some seconds, from a process of its own. Throws unless all answers are 200. */
export async function loadPage(server: Server, page: string, how: Load): Promise<PageFigures> {
  const before = server.cpuMs();
  const url = server.url + page;
  const report = await load(url, how);
  const cpu = server.cpuMs() - before;
  if (report.non2xx + report.errors > 0) throw new Error(`${url} did not always answer 200`);
  return {
    perSecond: report.requests.average,
    p50Ms: report.latency.p50,
    p99Ms: report.latency.p99,
    cpuMicroseconds: (cpu * 1000) / report.requests.total,
  };
}

/** Of several rounds, the median of each figure. */
export function medianOf(rounds: readonly PageFigures[]): PageFigures {
  const of = (name: keyof PageFigures) => median(rounds.map((round) => round[name]));
  return {
    perSecond: of('perSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicroseconds: of('cpuMicroseconds'),
  };
}

async function load(url: string, { seconds, isAnew }: Load): Promise<Report> {
  const args = [LOAD, url, String(CONNECTIONS), String(seconds), ...(isAnew ? ['anew'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return JSON.parse(text) as Report;
}
