import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from '../common/error.js';
import { whyUnreadable } from '../common/why-unreadable.js';
import { ShopFileError } from './shop-file-error.js';

const CURE = 'save it as UTF-8 (in an editor: “Save as”, encoding UTF-8)';

/** The text of a file in SHOP_DIR, without a byte order mark. Throws a ShopFileError. */
export function readShopText(shopDirectory: string, name: string): string {
  const file = path.join(shopDirectory, name);
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw new ShopFileError(file, [`it is not UTF-8: ${CURE}`]);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const cure = hasCode(error, 'ENOENT')
      ? ': write it, after the one in the folder shop/ of the project, or set SHOP_DIR to the folder that has it'
      : '';
    throw new ShopFileError(file, [`it ${whyUnreadable(error)}${cure}`]);
  }
}
