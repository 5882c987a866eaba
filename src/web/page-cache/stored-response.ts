import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compress = {
  br: promisify<Buffer, object, Buffer>(brotliCompress),
  gzip: promisify<Buffer, object, Buffer>(gzip),
};
export type Encoding = keyof typeof compress;

const COMPRESSIBLE = /^(?:text\/|application\/(?:javascript|json|xml)|image\/svg)/;
const MIN_COMPRESSED_BYTES = 1_024;
/** Of an asset, which never changes, and of a page, which may change at any time. */
const BROTLI_QUALITY = { immutable: 11, page: 5 };

export interface Answer {
  /** Name, value, name, value …: as `writeHead` takes them. Without those of one request only. */
  headers: string[];
  etag: string;
  type: string;
  body: Buffer;
  /** For the access log. */
  route: string;
  /** Of the catalogue, when it was read; null for a response that never changes. */
  version: string | null;
  /** Only for those who send no cookie. */
  isForStrangers: boolean;
}

interface Content {
  /** Undefined: as it is. */
  encoding?: Encoding;
  body: Buffer;
}

/** A response as it is sent again, compressed when it is asked for a second time. */
export class StoredResponse {
  readonly #encoded = new Map<Encoding, Buffer>();
  #isEncoding = false;

  constructor(readonly answer: Answer) {}

  get size(): number {
    return 2 * this.answer.body.length + 1_024;
  }

  /** In the first of the encodings in which it is there. Null while it is being compressed for the first time. */
  contentFor(accepted: readonly Encoding[]): Content | null {
    if (accepted.length === 0 || !this.#isCompressible) return { body: this.answer.body };
    void this.#encode();
    for (const encoding of accepted) {
      const body = this.#encoded.get(encoding);
      if (body) return { encoding, body };
    }
    return null;
  }

  get #isCompressible(): boolean {
    const { body, type } = this.answer;
    return body.length >= MIN_COMPRESSED_BYTES && COMPRESSIBLE.test(type);
  }

  /** In the thread pool, once. */
  async #encode() {
    const { body, version } = this.answer;
    if (this.#isEncoding) return;
    this.#isEncoding = true;
    const quality = version === null ? BROTLI_QUALITY.immutable : BROTLI_QUALITY.page;
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
    this.#encoded.set('br', await compress.br(body, { params }));
    this.#encoded.set('gzip', await compress.gzip(body, {}));
  }
}
