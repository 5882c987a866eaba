/** Of each pool of one process. Eight processes have room in PostgreSQL’s default of 100. */
export const CONNECTIONS = { writer: 5, reader: 5, counters: 2 };

export const CONNECTIONS_OF_A_SHOP = CONNECTIONS.writer + CONNECTIONS.reader + CONNECTIONS.counters;
