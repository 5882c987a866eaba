import type { Writable } from 'node:stream';

/** What is kept in memory for a reader that has stopped reading. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Writes lines to a stream that may fail at any time: its reader may leave or stop reading, its disk may be
 * full. Lines are then lost, and nothing else happens. `onResumed` gets their number once a line is
 * written again.
 */
export class LogOutput {
  #lost = 0;

  constructor(
    private readonly stream: Writable,
    private readonly onResumed: (lostLines: number) => void,
    private readonly maxWaitingBytes = MAX_WAITING_BYTES,
  ) {
    ignoreErrorsOf(stream);
  }

  write(line: string) {
    if (this.stream.writableLength > this.maxWaitingBytes) {
      this.#lost += 1;
      return;
    }
    this.stream.write(line, (error) => {
      if (error) this.#lost += 1;
      else this.#tellLost();
    });
  }

  #tellLost() {
    if (this.#lost === 0) return;
    const lost = this.#lost;
    this.#lost = 0;
    this.onResumed(lost);
  }
}

/** An 'error' event without a listener ends the process. */
export function ignoreErrorsOf(stream: Writable) {
  stream.on('error', () => undefined);
}
