import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Short, so that a process waits a little often, as on a slow machine, and not 75 ms with a transaction open. */
const PERIOD_US = 10_000;
/** Where Linux keeps control groups: version 1, which has a folder for each resource, or version 2. */
const FOLDERS = ['/sys/fs/cgroup/cpu', '/sys/fs/cgroup'];

/** A part of a processor that a process cannot exceed: it stands for a machine of its own. */
export class CpuShare {
  private constructor(private readonly folder: string) {}

  /** Null where this user may not make control groups. */
  static of(pid: number, share: number): CpuShare | null {
    const parent = FOLDERS.find(existsSync) ?? '';
    const folder = path.join(parent, `folio-bench-${pid}`);
    const quota = String(Math.round(share * PERIOD_US));
    try {
      mkdirSync(folder);
      if (existsSync(path.join(folder, 'cpu.cfs_quota_us'))) {
        writeFileSync(path.join(folder, 'cpu.cfs_period_us'), String(PERIOD_US));
        writeFileSync(path.join(folder, 'cpu.cfs_quota_us'), quota);
      } else writeFileSync(path.join(folder, 'cpu.max'), `${quota} ${PERIOD_US}`);
      writeFileSync(path.join(folder, 'cgroup.procs'), String(pid));
      return readFileSync(path.join(folder, 'cgroup.procs'), 'utf8').includes(String(pid))
        ? new CpuShare(folder)
        : null;
    } catch {
      return null;
    }
  }

  /** After its process has ended. */
  remove() {
    rmdirSync(this.folder);
  }
}
