import { parseArgs } from 'node:util';
import { DATABASE_KINDS, type DatabaseKind } from './databases/databases.js';

export interface Arguments {
  seed: number;
  /** The first round of this run. */
  from: number;
  rounds: number;
  minutes: number;
  /** Where the results go. */
  results: string | null;
  database: DatabaseKind;
  /** What is wrong with the machine all the time. */
  fault: string | undefined;
  /** Whether what is there already counts, and is gone on from. */
  isAppending: boolean;
  /** Ends after the first round that broke a promise. */
  isUntilViolation: boolean;
}

const USUAL_ROUNDS = 40;

const OPTIONS = {
  seed: { type: 'string' },
  from: { type: 'string', default: '1' },
  rounds: { type: 'string' },
  minutes: { type: 'string' },
  results: { type: 'string' },
  database: { type: 'string', default: 'sqlite' },
  fault: { type: 'string' },
  append: { type: 'boolean', default: false },
  'until-violation': { type: 'boolean', default: false },
} as const;

/** Throws an Error that says what is wrong. */
export function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({ args, options: OPTIONS });
  const usual = values.minutes === undefined ? USUAL_ROUNDS : Infinity;
  if (values.append && !values.results) throw new Error('--append needs --results FILE');
  return {
    seed: positive('seed', values.seed, 1 + Math.floor(Math.random() * 999_999)),
    from: positive('from', values.from, 1),
    rounds: positive('rounds', values.rounds, usual),
    minutes: positive('minutes', values.minutes, Infinity),
    results: values.results ?? null,
    database: databaseKind(values.database),
    fault: values.fault,
    isAppending: values.append,
    isUntilViolation: values['until-violation'],
  };
}

function databaseKind(text: string): DatabaseKind {
  const kind = DATABASE_KINDS.find((each) => each === text);
  if (kind === undefined) throw new Error(`--database can be ${DATABASE_KINDS.join(' or ')}`);
  return kind;
}

function positive(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  const isWhole = Number.isInteger(value) || name === 'minutes';
  if (isWhole && value > 0) return value;
  throw new Error(`--${name} has to be a positive number, such as --${name} 7`);
}
