import { catalogOf } from './bench/catalogs.js';
for (const n of [10_000, 1_000_000]) { await catalogOf(n); console.log('done', n, new Date()); }
