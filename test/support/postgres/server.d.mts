/** For the specs: TypeScript does not read the types in server.mjs. */
export function startPostgres(settings?: Record<string, string | number>): Promise<{
  url(database?: string): string;
  stop(how?: 'fast' | 'immediate' | 'kill'): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}>;
