import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Starts Prisma's schema engine over a bound driver adapter factory.
 * @param {string[]} datamodelFiles
 * @param {import('@prisma/driver-adapter-utils').ErrorCapturingSqlMigrationAwareDriverAdapterFactory} factory
 */
export async function startEngine(datamodelFiles, factory) {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      /** @param {string} message */
      set_message(message) {
        throw new Error(message);
      },
    },
  });
  const glue = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const code = await readFile(glue.replace(/js$/, 'wasm'));
  // Node's types do not declare WebAssembly, and the package does not declare its start function.
  const { WebAssembly } = /** @type {any} */ (globalThis);
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': wasm });
  /** @type {any} */ (wasm).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const datamodels = await Promise.all(
    datamodelFiles.map(
      async (file) => /** @type {[string, string]} */ ([file, await readFile(file, 'utf8')]),
    ),
  );
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  return wasm.SchemaEngine.new(options, () => {}, factory);
}
