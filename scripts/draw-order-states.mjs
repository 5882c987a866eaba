// `npm run draw`: the drawing of an order's life, from the table that rules it.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawOrderStates } from './order-states.js';

await writeFile(path.resolve(import.meta.dirname, '../docs/order-states.md'), drawOrderStates());
