// Runs the CLI and ends it with the launcher: when the launcher is killed, this process gets a signal
// (parent-watchdog.mjs) and passes it on.
import { spawn } from 'node:child_process';

const [binary, ...args] = process.argv.slice(2);
const cli = spawn(binary ?? '', args, { stdio: 'inherit' });
/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of SIGNALS) process.on(signal, () => cli.kill(signal));
cli.once('error', (error) => {
  console.error(`${binary} cannot be started: ${error.message}`);
  process.exit(1);
});
cli.once('exit', (code) => process.exit(code ?? 143));
