type Hash = Record<string, unknown>;

/** What an event tells of the object before: the fields that are others now, as they were. */
export function previousAttributes(before: object, after: object): Hash {
  const [was, is] = [plain(before), plain(after)];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      .map((name) => [name, previous(was[name], is[name])]),
  );
}

/** Of a hash only what changed in it; a field that is new was null. */
function previous(was: unknown, is: unknown): unknown {
  return isHash(was) && isHash(is) ? previousAttributes(was, is) : (was ?? null);
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As it goes over the wire, where an undefined field is none. */
function plain(object: object): Hash {
  return JSON.parse(JSON.stringify(object)) as Hash;
}
