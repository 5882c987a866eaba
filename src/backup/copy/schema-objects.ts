import type { ClientBase } from 'pg';

interface SchemaObject {
  /** `TABLE`, and what else `ALTER` takes. */
  kind: string;
  /** In quotes where it needs them; of a function, with its parameters. */
  name: string;
}

/** Not what goes with another object, such as an index, nor what belongs to an extension. */
const OBJECTS = `
  SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
    WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind, quote_ident(relname) AS name
  FROM pg_class
  WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT EXISTS (
    SELECT FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('a', 'i', 'e')
      AND (deptype = 'e' OR relkind = 'S'))
  UNION ALL
  SELECT 'ROUTINE', quote_ident(proname) || '(' || pg_get_function_identity_arguments(oid) || ')'
  FROM pg_proc
  WHERE pronamespace = $1::regnamespace AND NOT EXISTS (
    SELECT FROM pg_depend
    WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')`;

export async function objectsIn(client: ClientBase, schema: string): Promise<SchemaObject[]> {
  return (await client.query<SchemaObject>(OBJECTS, [schema])).rows;
}

/**
 * Rather than renaming the schema: extensions, and who may use the schema, stay where they are, and its owner may be
 * another role.
 */
export async function moveObjects(client: ClientBase, from: string, to: string): Promise<void> {
  for (const { kind, name } of await objectsIn(client, from))
    await client.query(`ALTER ${kind} ${from}.${name} SET SCHEMA ${to}`);
}
