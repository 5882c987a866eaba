#!/usr/bin/env node
// Prisma's schema engine for machines that cannot download the native one (see choose.ts).
//
// The Prisma CLI runs PRISMA_SCHEMA_ENGINE_BINARY with `cli can-connect-to-database` or
// `cli create-database`, or else as a server of JSON-RPC, one message per line.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { codeOf, messageOf } from '../launcher/error.mjs';
import { startEngine } from './wasm-engine.mjs';

/**
 * @typedef {ReturnType<typeof bindMigrationAwareSqlAdapterFactory>} Factory
 *
 * @typedef {{
 *   factory: import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory,
 *   check: () => Promise<void>,
 *   create: () => Promise<void>,
 *   reset?: () => Promise<void>,
 *   dispose?: () => Promise<unknown>,
 * }} Database Without `reset`, the engine's own is right.
 */

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    // The WebAssembly engine reads these two from the schema.
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const { url = 'file::memory:' } = JSON.parse(flags.datasource);
const database = await open(url);

/**
 * @param {string} url
 * @returns {Promise<Database>}
 */
async function open(url) {
  if (/^postgres(ql)?:/.test(url)) return (await import('./postgresql.mjs')).postgresql(url);
  return (await import('./sqlite.mjs')).sqlite(url);
}

/**
 * One `cli` command. On failure the CLI skips the log's first line and reads the second.
 * @param {string | undefined} command
 */
async function answer(command) {
  /** @type {Record<string, () => Promise<void>>} */
  const commands = {
    'can-connect-to-database': database.check,
    'create-database': database.create,
  };
  try {
    await commands[command ?? '']?.();
  } catch (error) {
    const fields = { message: messageOf(error), error_code: codeOf(error) };
    console.error(
      `\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`,
    );
    process.exitCode = 1;
  }
}

/** @param {Factory} factory */
function caller(factory) {
  /** @type {import('@prisma/schema-engine-wasm/schema_engine_bg').SchemaEngine | undefined} */
  let engine;
  return async (/** @type {string} */ method, /** @type {any} */ params) => {
    if (method === 'reset' && database.reset) return database.reset();
    engine ??= await startEngine(flags.datamodels, factory);
    if (method === 'getDatabaseVersion') return engine.version(params);
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      // These need the migrations in the engine's memory, where this call puts them.
      const { migrationsList, filters } = params;
      await engine.diagnoseMigrationHistory({
        migrationsList,
        filters,
        optInToShadowDatabase: true,
      });
    }
    return /** @type {any} */ (engine)[method](params);
  };
}

async function serve() {
  const factory = bindMigrationAwareSqlAdapterFactory(database.factory);
  const call = caller(factory);
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's answer to our `print`
    try {
      const result = await call(method, params);
      if (method === 'diff' && result.stdout) {
        send({ id: 0, method: 'print', params: { content: result.stdout } });
      }
      send({ id, result: result ?? {} });
    } catch (error) {
      const message = withDriverError(messageOf(error), factory);
      const rpcError = { code: 4466, message, data: { message, error_code: codeOf(error) } };
      send({ id, error: rpcError });
    }
  }
  await end();
}

async function end() {
  await database.dispose?.();
  process.exit();
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/**
 * Replaces the number of a driver's error by its message.
 * @param {string} message
 * @param {Factory} factory
 */
function withDriverError(message, factory) {
  return message.replace(/External error id#(\d+)/, (text, number) => {
    const record = factory.errorRegistry.consumeError(Number(number));
    return String(record?.error ?? text);
  });
}

process.once('SIGTERM', () => void end()); // the CLI ends its engine with it
await (positionals[0] === 'cli' ? answer(positionals[1]) : serve());
