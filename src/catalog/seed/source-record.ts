/** A record as it stands in the file, or why it cannot be read. */
export interface SourceRecord {
  /** Where it begins, from 1. */
  line: number;
  value?: unknown;
  problem?: string;
}

/** More than this without an end of the record, and the file is not what it seems to be. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;
