import type { DatabaseLocation } from '../../src/config/database-location.js';
import { CpuShare } from './cpu-share.js';
import type { FilledDatabases } from './filled-databases.js';
import { type Bench, startShops } from './shop.js';

export interface Variant {
  database: DatabaseLocation['kind'];
  processes: number;
  /** Of a processor, for each process; null: as much as there is. */
  share: number | null;
}

export interface Scaled {
  variant: Variant;
  bench: Bench;
  bought: number;
  stop(): Promise<void>;
}

/** Throws if a share is asked for that cannot be given. */
export async function startScaled(
  variant: Variant,
  databases: FilledDatabases,
  build: string,
): Promise<Scaled> {
  const { location, slugs } = await databases.copyOf(variant.database);
  const bench = await startShops({ location, slugs, build, processes: variant.processes });
  const shares = variant.share === null ? [] : bench.shops.map(({ pid }) => shareOf(pid, variant));
  return {
    variant,
    bench,
    bought: 0,
    async stop() {
      await Promise.all([...bench.shops, bench.sandbox].map((server) => server.stop()));
      bench.close();
      for (const share of shares) share.remove();
    },
  };
}

function shareOf(pid: number, { share }: Variant): CpuShare {
  const given = CpuShare.of(pid, share ?? 1);
  if (given) return given;
  throw new Error('A share of a processor needs control groups, and the right to make them.');
}
