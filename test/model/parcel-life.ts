/** An order of two books and its parcels, as they ought to be: plain rules, which share nothing with the shop's. */
export class ParcelLife {
  readonly parcels: ModelParcel[] = [];
  readonly refunds: number[] = [];
  /** By line. */
  readonly canceled: number[];
  readonly returned: number[];
  /** How often a parcel was marked as sent. */
  sendings = 0;

  constructor(
    /** Ordered copies of each line. */
    readonly quantities: readonly number[],
    /** Copies of each book on the shelf. */
    readonly stock: number[],
    private readonly totalMinor: number,
  ) {
    this.canceled = quantities.map(() => 0);
    this.returned = quantities.map(() => 0);
  }

  get left(): number {
    return this.totalMinor - this.refunds.reduce((sum, amount) => sum + amount, 0);
  }

  get state(): 'paid' | 'partially_refunded' | 'refunded' {
    if (this.left === this.totalMinor) return 'paid';
    return this.left === 0 ? 'refunded' : 'partially_refunded';
  }

  refund(amountMinor: number) {
    this.refunds.push(amountMinor);
    this.#shelveUnsent();
  }

  failFirstRefund() {
    this.refunds.shift();
  }

  /** Each of these: whether the shop has to do it, rather than refuse. `copies` null: all. */
  pack(copies: readonly number[] | null, anyway: boolean): boolean {
    if (!this.#mayLeave(anyway)) return false;
    if (copies && this.parcels.some((each) => each.state === 'packed' && isSame(each.copies, copies))) return true; // prettier-ignore
    const packed = this.#copiesIn('packed', 'sent');
    const free = this.quantities.map((all, at) => all - get(packed, at) - get(this.canceled, at));
    const most = free.map((copies, at) => (this.state === 'paid' ? copies + get(this.canceled, at) : copies)); // prettier-ignore
    const chosen = copies ?? most;
    if (isNone(chosen) || chosen.some((count, at) => count > get(most, at))) return false;
    const again = chosen.map((count, at) => Math.max(0, count - get(free, at)));
    if (again.some((count, at) => count > get(this.stock, at))) return false;
    for (const [at, count] of again.entries()) this.#shelve(at, -count);
    this.parcels.push({ state: 'packed', copies: chosen, told: null, revision: 0 });
    return true;
  }

  send(number: number | null, told: string, anyway: boolean): boolean {
    const found = this.#toSend(number, told);
    if (found === 'refused') return false;
    if (found?.state === 'sent') return true;
    if (!this.#mayLeave(anyway)) return false;
    if (!found) return this.pack(null, anyway) && this.#leave(this.parcels.at(-1), told);
    const sent = this.#copiesIn('sent');
    const due = this.quantities.map((all, at) => all - get(this.canceled, at) - get(sent, at));
    return found.copies.every((count, at) => count <= get(due, at)) && this.#leave(found, told);
  }

  undo(number: number | null): boolean {
    const open = this.parcels.filter(({ state }) => state !== 'canceled');
    const found = number === null ? open : open.filter((each) => each === this.parcels[number - 1]);
    const [parcel] = found;
    if (!parcel || found.length > 1) return false;
    if (parcel.state === 'packed') {
      parcel.state = 'canceled';
      return true;
    }
    const sent = this.#copiesIn('sent');
    const others = sent.map((count, at) => count - get(parcel.copies, at));
    const hasComeBack = this.returned.some(
      (count, at) => get(parcel.copies, at) > 0 && count > get(others, at),
    );
    if (hasComeBack) return false;
    parcel.state = 'packed';
    this.#shelveUnsent();
    return true;
  }

  /** `totals`: with what was put back before, for each line that is named (not 0). */
  restock(totals: readonly number[] | null, isReturned: boolean): boolean {
    if (!isReturned && this.state === 'paid') return false;
    const most = this.#restockable(isReturned);
    const before = isReturned ? this.returned : this.canceled;
    const chosen = totals ? missing(totals, before) : most;
    if (totals === null && isNone(most)) return false;
    if (chosen.some((count, at) => count < 0 || count > get(most, at))) return false;
    for (const [at, count] of chosen.entries()) {
      if (!isReturned) this.#shelve(at, count);
      else {
        this.returned[at] = get(this.returned, at) + count;
        this.stock[at] = get(this.stock, at) + count;
      }
    }
    return true;
  }

  #restockable(isReturned: boolean): number[] {
    const sent = this.#copiesIn('sent');
    return this.quantities.map((all, at) =>
      isReturned
        ? get(sent, at) - get(this.returned, at)
        : all - get(sent, at) - get(this.canceled, at),
    );
  }

  #mayLeave(anyway: boolean): boolean {
    return this.state === 'paid' || (this.state === 'partially_refunded' && anyway);
  }

  /** Null: nothing is packed yet, so that all of it is. */
  #toSend(number: number | null, told: string): ModelParcel | null | 'refused' {
    if (number !== null) return this.#named(number, told);
    const open = this.parcels.filter(({ state }) => state !== 'canceled');
    const same = open.find((each) => each.state === 'sent' && each.told === told);
    if (same) return same;
    const waiting = open.filter(({ state }) => state === 'packed');
    if (waiting.length > 1 || (waiting.length === 0 && open.length > 0)) return 'refused';
    return waiting[0] ?? null;
  }

  #named(number: number, told: string): ModelParcel | 'refused' {
    const parcel = this.parcels[number - 1];
    if (!parcel || parcel.state === 'canceled') return 'refused';
    return parcel.state === 'sent' && parcel.told !== told ? 'refused' : parcel;
  }

  #leave(parcel: ModelParcel | undefined, told: string): boolean {
    if (!parcel) return false;
    if (parcel.told !== told) parcel.revision += 1;
    parcel.state = 'sent';
    parcel.told = told;
    this.sendings += 1;
    return true;
  }

  #shelveUnsent() {
    if (this.state !== 'refunded') return;
    const sent = this.#copiesIn('sent');
    for (const [at, all] of this.quantities.entries())
      this.#shelve(at, all - get(sent, at) - get(this.canceled, at));
  }

  #shelve(at: number, count: number) {
    this.canceled[at] = get(this.canceled, at) + count;
    this.stock[at] = get(this.stock, at) + count;
  }

  #copiesIn(...states: ModelParcel['state'][]): number[] {
    const counted = this.parcels.filter(({ state }) => states.includes(state));
    return this.quantities.map((_, at) =>
      counted.reduce((sum, { copies }) => sum + get(copies, at), 0),
    );
  }
}

export interface ModelParcel {
  state: 'packed' | 'sent' | 'canceled';
  copies: readonly number[];
  /** The tracking number that the shopper was told last. */
  told: string | null;
  revision: number;
}

const get = (counts: readonly number[], at: number) => counts[at] ?? 0;
const missing = (totals: readonly number[], before: readonly number[]) =>
  totals.map((total, at) => (total === 0 ? 0 : total - get(before, at)));
const isSame = (some: readonly number[], others: readonly number[]) =>
  some.every((count, at) => count === get(others, at));
const isNone = (counts: readonly number[]) => counts.every((count) => count === 0);
