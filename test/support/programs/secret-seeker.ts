// Asks for the secrets of many folders at once with others like it, and tells what it got.
import { generatedSecrets } from '../../../src/config/generated-secrets.js';

process.once('message', (directories: string[]) => {
  process.send?.(directories.map((directory) => generatedSecrets(directory)));
  process.disconnect();
});
process.send?.('ready');
