import { Prisma, type PrismaClient } from './generated/client.js';

/**
 * A client whose errors do not contain the arguments of the call. Prisma prints them when it refuses a call, and
 * so a whole event or an e-mail address into the log. The kind of error, its code and its reason stay.
 */
export function withoutArguments(client: PrismaClient): PrismaClient {
  const extended = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return (await query(args)) as unknown;
        } catch (error) {
          if (isTelling(error)) leaveOutArguments(error);
          throw error;
        }
      },
    },
  });
  // Nothing is added to it: it has the same methods.
  return extended as unknown as PrismaClient;
}

/** P2023: a stored value that cannot be read, which is printed as well. */
function isTelling(error: unknown): error is Error {
  return (
    error instanceof Prisma.PrismaClientValidationError ||
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2023')
  );
}

function leaveOutArguments(error: Error) {
  const { name, message, stack = '' } = error;
  const [call] = message.trim().split(/ in\n|:?\n/);
  const reason = 'code' in error ? 'A stored value cannot be read.' : message.split('\n\n').at(-1);
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  error.message = `${call}: ${reason}`;
  error.stack = [`${name}: ${error.message}`, ...frames].join('\n');
}
