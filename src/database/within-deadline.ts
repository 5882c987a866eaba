import { DriverAdapterError } from '@prisma/driver-adapter-utils';

/** Rejects as a busy database does if it is not fulfilled in time. */
export async function withinDeadline<T>(awaited: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DriverAdapterError({ kind: 'SocketTimeout' }));
    timer = setTimeout(giveUp, patienceMs);
  });
  try {
    return await Promise.race([awaited, isLate]);
  } finally {
    clearTimeout(timer);
  }
}
