const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The lines of growing offsets in a file that is read in chunks. A line ends with LF, CRLF or CR. */
export class LineCounter {
  #chunk: Buffer = Buffer.alloc(0);
  /** Of the chunk in the file. */
  #start = 0;
  #position = 0;
  #line = 1;
  #isAfterReturn = false;

  add(chunk: Buffer) {
    this.at(this.#start + this.#chunk.length);
    this.#start += this.#chunk.length;
    this.#chunk = chunk;
  }

  /** The line of what is at this offset, which may not be before the last one. */
  at(offset: number): number {
    const end = Math.min(offset, this.#start + this.#chunk.length);
    for (; this.#position < end; this.#position += 1) {
      const byte = this.#chunk[this.#position - this.#start];
      if (byte === LINE_FEED || this.#isAfterReturn) this.#line += 1;
      this.#isAfterReturn = byte === CARRIAGE_RETURN;
    }
    return this.#line;
  }

  get last(): number {
    return this.at(this.#start + this.#chunk.length);
  }
}
