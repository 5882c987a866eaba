import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/** Type ids of PostgreSQL: `"char"`, which its catalogue uses, and `text`. */
const CHAR = 18;
const TEXT = 25;

/**
 * Prisma's adapter does not know the type `"char"`, and the engine takes nothing else for it than a character: it panics
 * where a table has a CHECK.
 * @template {{ queryRaw: Function }} Connection
 * @param {Connection} connection
 * @returns {Connection}
 */
export function characters(connection) {
  const adapter = /** @type {any} */ (connection);
  const performIO = adapter.performIO.bind(adapter);
  /** @type {WeakMap<object, boolean[]>} */
  const areChars = new WeakMap();
  adapter.performIO = async (/** @type {object} */ query) => {
    const result = await performIO(query);
    /** @type {{ dataTypeID: number }[]} */
    const fields = result.fields;
    const isChar = fields.map(({ dataTypeID }) => dataTypeID === CHAR);
    fields.forEach((field, at) => isChar[at] && (field.dataTypeID = TEXT));
    areChars.set(query, isChar);
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (/** @type {object} */ query) => {
    const result = await queryRaw(query);
    areChars.get(query)?.forEach((isChar, at) => {
      if (isChar) result.columnTypes[at] = ColumnTypeEnum.Character;
    });
    return result;
  };
  return connection;
}
