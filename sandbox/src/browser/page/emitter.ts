interface Listener<Event> {
  handler: (event: Event) => unknown;
  isOnce: boolean;
}

type Listeners<Events> = { [Type in keyof Events]?: Listener<Events[Type]>[] };

export class Emitter<Events extends object> {
  readonly #listeners: Listeners<Events> = {};

  on<Type extends keyof Events>(type: Type, handler: (event: Events[Type]) => unknown): this {
    return this.#listen(type, { handler, isOnce: false });
  }

  once<Type extends keyof Events>(type: Type, handler: (event: Events[Type]) => unknown): this {
    return this.#listen(type, { handler, isOnce: true });
  }

  off<Type extends keyof Events>(type: Type, handler?: (event: Events[Type]) => unknown): this {
    this.#listeners[type] = (this.#listeners[type] ?? []).filter(
      (listener) => handler !== undefined && listener.handler !== handler,
    );
    return this;
  }

  protected emit<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    for (const listener of [...(this.#listeners[type] ?? [])]) {
      if (listener.isOnce) this.off(type, listener.handler);
      callSafely(() => listener.handler(event));
    }
  }

  #listen<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): this {
    this.#listeners[type] = [...(this.#listeners[type] ?? []), listener];
    return this;
  }
}

/** A handler that throws is reported like any uncaught error and keeps no other from running. */
function callSafely(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
