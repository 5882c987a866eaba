import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { GracefulShutdown } from './graceful-shutdown.js';

const A_MINUTE_MS = 60_000;

describe(GracefulShutdown.name, () => {
  const exit = jest.spyOn(process, 'exit');
  const shutdown = () => new GracefulShutdown(new Config({ nodeEnv: 'test' }));

  beforeEach(() => {
    Logger.overrideLogger(false);
    jest.useFakeTimers();
    exit.mockReset().mockReturnValue(undefined as never);
  });
  afterEach(() => {
    jest.useRealTimers();
    exit.mockRestore();
  });

  it('exits a process that was told to end, whatever does not', () => {
    shutdown().startWithHardLimit();
    jest.advanceTimersByTime(A_MINUTE_MS);

    expect(exit).toHaveBeenCalledWith(1);
  });

  it('ends no process in which a shop is closed, and which goes on', () => {
    void shutdown().beforeApplicationShutdown();
    jest.advanceTimersByTime(A_MINUTE_MS);

    expect(exit).not.toHaveBeenCalled();
  });
});
