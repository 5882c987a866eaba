import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { databaseLocation } from '../../src/config/database-location.js';
import { DatabaseService } from '../../src/database/database.service.js';
import { PrismaClient } from '../../src/database/generated/client.js';
import { ReaderAdapter, WriterAdapter } from '../../src/database/sqlite/sqlite-adapters.js';
import { databaseUrl, freshSqlite } from './database.js';

export interface Clients {
  file: string;
  writer: PrismaClient;
  reader: PrismaClient;
}

const opened: { $disconnect(): Promise<void> }[] = [];

/** As Database opens them, but with nothing in front of the adapter. */
export async function oursOn(file?: string): Promise<Clients> {
  const path = file ?? (await freshSqlite());
  const writer = await open(new WriterAdapter(path));
  return { file: path, writer, reader: await open(new ReaderAdapter(path)) };
}

/** Prisma's adapter as it comes: one connection for all. */
export async function stockOn(file?: string): Promise<Clients> {
  const path = file ?? (await freshSqlite());
  const client = await open(new PrismaBetterSqlite3({ url: path }));
  // As shopValue: a rival that reads must not be what keeps it from writing.
  await client.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  return { file: path, writer: client, reader: client };
}

/** Of either kind. */
export async function databaseOn(name: string): Promise<DatabaseService> {
  const database = await DatabaseService.at(databaseLocation(databaseUrl(name), '/'));
  opened.push({ $disconnect: () => database.onApplicationShutdown() });
  await database.onModuleInit();
  return database;
}

export async function closeClients(): Promise<void> {
  await Promise.all(opened.splice(0).map((client) => client.$disconnect()));
}

async function open(adapter: PrismaBetterSqlite3): Promise<PrismaClient> {
  const client = new PrismaClient({ adapter });
  opened.push(client);
  await client.$connect();
  return client;
}
