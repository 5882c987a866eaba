import { z } from 'zod';

const Entry = z.object({
  time: z.string(),
  level: z.string(),
  context: z.string().optional(),
  msg: z.string().default(''),
  ms: z.number().optional(),
  err: z.object({ stack: z.string().optional() }).optional(),
});

/** Formats a JSON log line for a terminal. A message cannot imitate a second line. */
export function prettyLogLine(json: string): string {
  const { time, level, context, msg, ms, err } = Entry.parse(JSON.parse(json));
  const words = [
    time.slice(11, 23),
    level.toUpperCase().padEnd(5),
    ...(context ? [`${context}:`] : []),
    printable(msg),
    ...(ms === undefined ? [] : [`${ms} ms`]),
  ];
  const stack = err?.stack?.split('\n').map((line) => `    ${printable(line)}`) ?? [];
  return [words.join(' '), ...stack, ''].join('\n');
}

/** Escapes line breaks and control characters. */
function printable(text: string): string {
  const escape = (character: string) => JSON.stringify(character).slice(1, -1);
  return text.replace(/\p{Cc}|[\u2028\u2029]/gu, escape);
}
