import path from 'node:path';
import Sequencer from '@jest/test-sequencer';

// Half a minute and more, on two cores: whichever of them began last, the others' workers would be idle.
const LONG = new Set([
  'chaos.e2e-spec.ts',
  'guessed-addresses.e2e-spec.ts',
  'faults-of-account.e2e-spec.ts',
  'launcher.e2e-spec.ts',
  'image.e2e-spec.ts',
  'faults-of-stripe.e2e-spec.ts',
  'card-testing.e2e-spec.ts',
  'orders-command.e2e-spec.ts',
  'three-d-secure.browser-spec.ts',
]);

/** Jest goes by how long they took the last time, which a fresh clone does not know. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path: file }) => LONG.has(path.basename(file));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
