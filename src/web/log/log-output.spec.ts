import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { LogOutput } from './log-output.js';

type Finish = (error?: Error) => void;

/** A stream that is written to when the test says so. */
class SlowStream extends Writable {
  readonly taken: string[] = [];
  finish: Finish = () => undefined;

  constructor() {
    super({ autoDestroy: false, decodeStrings: false });
  }

  override _write(line: string, _encoding: string, done: Finish) {
    this.finish = (error) => {
      if (!error) this.taken.push(line);
      done(error);
    };
  }
}

describe(LogOutput.name, () => {
  it('survives a reader that is gone', () => {
    const stream = new SlowStream();
    new LogOutput(stream, () => undefined).write('one\n');

    expect(() => stream.emit('error', new Error('write EPIPE'))).not.toThrow();
  });

  it('keeps no more than its share for a reader that has stopped, and tells later how many lines are lost', async () => {
    const told: number[] = [];
    const stream = new SlowStream();
    const output = new LogOutput(stream, (lost) => told.push(lost), 10);

    for (const line of ['line 1\n', 'line 2\n', 'line 3\n', 'line 4\n']) output.write(line);
    expect(stream.writableLength).toBe(14);
    stream.finish();
    await new Promise(setImmediate);
    stream.finish();
    await new Promise(setImmediate);

    expect(stream.taken).toEqual(['line 1\n', 'line 2\n']);
    expect(told).toEqual([2]);
  });
});
