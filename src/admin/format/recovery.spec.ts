import { describe, expect, it } from '@jest/globals';
import { recoveryPlanResult } from './recovery.js';

describe(recoveryPlanResult.name, () => {
  it('tells programs of each payment that it tells people of', () => {
    const plan = { recreate: ['pi_paid'], cancel: ['pi_open'], undecided: ['pi_strange'] };
    const since = new Date('2026-11-01T00:00:00Z');

    const { lines, json } = recoveryPlanResult(plan, since);

    const { recreate, cancel, undecided } = plan;
    expect(json).toEqual({ dryRun: true, since, recreate, cancel, unmatched: undecided });
    for (const [id] of Object.values(plan)) expect(lines.join('\n')).toContain(id);
  });
});
