import { describe, expect, it } from '@jest/globals';
import { Prisma } from '../generated/client.js';
import { isAway, isConflict } from './sql-state.js';

/** As Prisma throws what its driver adapter says of a statement. */
function ofRawStatement(cause: Record<string, unknown>) {
  const meta = { driverAdapterError: { cause } };
  return new Prisma.PrismaClientKnownRequestError('Raw query failed', { code: 'P2010', clientVersion: '7', meta }); // prettier-ignore
}

describe(isAway.name, () => {
  it.each(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'])(
    'knows a connection that ended within a statement: %s',
    (kind) => {
      expect(isAway(ofRawStatement({ kind }))).toBe(true);
    },
  );

  it('does not take a wrong statement for it', () => {
    expect(isAway(ofRawStatement({ kind: 'postgres', originalCode: '42703' }))).toBe(false);
  });
});

it('a statement that lost against another transaction may run again', () => {
  expect(isConflict(ofRawStatement({ kind: 'postgres', originalCode: '40001' }), 3)).toBe(true);
});
