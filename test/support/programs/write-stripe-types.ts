// Writes what the SDK's types say to the file named by the argument. Run by global-setup.mjs: the
// compiler takes its seconds once per checkout, not in every spec.
import { writeFileSync } from 'node:fs';
import { readCatalogue } from '../stripe-types/read-catalogue.js';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file to write.');
writeFileSync(file, JSON.stringify(readCatalogue()));
