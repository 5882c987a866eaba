import { type Kind, Trouble } from '../trouble/trouble-kinds.js';
import type { Settings } from './settings.js';

const NAME = 'trouble';

/** The trouble that is on. */
export class TroubleSwitches {
  private stopped = new AbortController();

  constructor(private readonly settings: Settings) {}

  /** Aborts when somebody stops trouble: what is held back goes on. Not when it is used up. */
  get untilStopped(): AbortSignal {
    return this.stopped.signal;
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
    this.letGo();
  }

  allOff(): void {
    this.write({});
    this.letGo();
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

  private letGo(): void {
    const { stopped } = this;
    this.stopped = new AbortController();
    stopped.abort();
  }

  private write(trouble: Trouble): void {
    this.settings.write(NAME, JSON.stringify(trouble));
  }
}
