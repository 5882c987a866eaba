import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * Runs a program without showing its output, to which it resolves. Rejects with an Error that contains the
 * output if the program fails.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<string>}
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(output);
      reject(new Error(`${[command, ...args].join(' ')} failed (exit ${code}):\n${output}`));
    });
  });
}

/**
 * Prints a step and its duration in one line.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} run
 */
export async function step(what, run) {
  const started = performance.now();
  process.stdout.write(`  ${what} … `);
  try {
    const result = await run();
    console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log('failed');
    throw error;
  }
}
