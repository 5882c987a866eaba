import { type Kind, Trouble } from '../trouble/trouble-kinds.js';
import type { Settings } from './settings.js';

const NAME = 'trouble';

/** The trouble that is on. */
export class TroubleSwitches {
  private readonly stopped = new Map<Kind, AbortController>();

  constructor(private readonly settings: Settings) {}

  /** Aborts when somebody stops this kind: what it holds back goes on. Not when it is used up. */
  untilStopped(kind: Kind): AbortSignal {
    const stopped = this.stopped.get(kind) ?? new AbortController();
    this.stopped.set(kind, stopped);
    return stopped.signal;
  }

  read(): Trouble {
    const text = this.settings.read(NAME);
    return text === undefined ? {} : Trouble.parse(JSON.parse(text));
  }

  switchOn(trouble: Trouble): void {
    this.write({ ...this.read(), ...trouble });
  }

  switchOff(kind: Kind): void {
    this.write({ ...this.read(), [kind]: undefined });
    this.letGo(kind);
  }

  allOff(): void {
    this.write({});
    for (const kind of [...this.stopped.keys()]) this.letGo(kind);
  }

  /** The parameters of a kind that is on and applies. One that is for so many times is counted. */
  take<K extends Kind>(
    kind: K,
    applies: (parameters: NonNullable<Trouble[K]>) => boolean,
  ): NonNullable<Trouble[K]> | null {
    const trouble = this.read();
    const parameters = trouble[kind];
    if (!parameters || !applies(parameters)) return null;
    if ('times' in parameters && parameters.times !== undefined) {
      if (parameters.times > 1) {
        this.write({ ...trouble, [kind]: { ...parameters, times: parameters.times - 1 } });
      } else {
        this.write({ ...trouble, [kind]: undefined });
      }
    }
    return parameters;
  }

  private letGo(kind: Kind): void {
    const stopped = this.stopped.get(kind);
    this.stopped.delete(kind);
    stopped?.abort();
  }

  private write(trouble: Trouble): void {
    this.settings.write(NAME, JSON.stringify(trouble));
  }
}
