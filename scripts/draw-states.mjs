// `npm run draw`: generates the diagrams of the states of orders and parcels.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawOrderStates } from './order-states.js';
import { drawParcelStates } from './parcel-states.js';

const docs = path.resolve(import.meta.dirname, '../docs');
await writeFile(path.join(docs, 'order-states.md'), drawOrderStates());
await writeFile(path.join(docs, 'parcel-states.md'), drawParcelStates());
