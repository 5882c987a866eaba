/** `npm run test:postgres`. */
export const RUNS_ON_POSTGRES = process.env['FOLIO_TEST_DATABASE'] === 'postgresql';
