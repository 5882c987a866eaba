// `npm run draw`: generates the diagram of order states.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawOrderStates } from './order-states.js';

await writeFile(path.resolve(import.meta.dirname, '../docs/order-states.md'), drawOrderStates());
