import { type Kind, Trouble } from '../trouble/trouble-kinds.js';
import type { Settings } from './settings.js';

const NAME = 'trouble';

/** The trouble that is on. */
export class TroubleSwitches {
  constructor(private readonly settings: Settings) {}

  read(): Trouble {
    const text = this.settings.read(NAME);
    return text === undefined ? {} : Trouble.parse(JSON.parse(text));
  }

  switchOn(trouble: Trouble): void {
    this.write({ ...this.read(), ...trouble });
  }

  switchOff(kind: Kind): void {
    this.write({ ...this.read(), [kind]: undefined });
  }

  allOff(): void {
    this.write({});
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
        this.switchOff(kind);
      }
    }
    return parameters;
  }

  private write(trouble: Trouble): void {
    this.settings.write(NAME, JSON.stringify(trouble));
  }
}
