export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type Log = (level: LogLevel, message: string) => void;

/** Plain lines for a person who has the sandbox running beside the shop. */
export function lineLog(threshold: LogLevel, print: (line: string) => void): Log {
  return (level, message) => {
    if (LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(threshold)) print(`sandbox: ${message}`);
  };
}
