import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import type { Order } from '../../orders/domain/order.js';
import { WithdrawalQueries } from '../../orders/withdrawal/withdrawal.queries.js';
import { Shop } from '../../shop/shop.js';
import { inLocale } from '../../texts/locale.js';
import { compileTemplates, readTemplates } from '../../web/view-engine.js';
import type { Parcel } from '../domain/parcel.js';
import { sendingRefusalReason } from '../domain/sending-policy.js';
import { ParcelsQueries } from '../parcels.queries.js';
import { toPackingSlipView } from './packing-slip.view.js';
import { slipsFolder } from './slips-folder.js';

const VIEWS = path.resolve(import.meta.dirname, '../../../views');
const SLIP = 'fulfilment/slip';

/** Writes packing slips, as files. They hold the shopper's address. */
@Injectable()
export class PackingSlipService {
  constructor(
    private readonly parcels: ParcelsQueries,
    private readonly shop: Shop,
    private readonly config: Config,
    private readonly withdrawals: WithdrawalQueries,
  ) {}

  /** `number`: of the parcel; null: the only one, or what is left to pack. `withdrawnAt`: see `Situation`. */
  async write(
    order: Order,
    number: number | null,
  ): Promise<{ file: string; withdrawnAt: Date | null } | { refused: string }> {
    const withdrawnAt = await this.withdrawals.openSince(order.id);
    const refused = sendingRefusalReason({ ...order, isRefundPending: false, withdrawnAt }, true);
    if (refused) return { refused };
    const parcels = await this.parcels.ofOrder(order.id);
    const [parcel = null, ...others] = parcels
      .filter(({ state }) => state !== 'canceled')
      .filter((each) => number === null || each.number === number);
    if (number !== null && !parcel)
      return { refused: `Order ${order.number} has no parcel ${number}.` };
    if (others.length > 0) return { refused: 'It has several parcels: add --parcel NUMBER.' };
    const { locale: tag, timeZone } = this.shop;
    const html = inLocale({ tag, timeZone }, () =>
      render(toPackingSlipView(this.shop, order, parcels, parcel)),
    );
    return { file: await this.#save(fileNameOf(order, parcel), html), withdrawnAt };
  }

  async #save(name: string, html: string): Promise<string> {
    const folder = slipsFolder(this.config.get('dataDirectory', { infer: true }));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, name);
    await writeFile(file, html, { mode: 0o600 });
    return file;
  }
}

function fileNameOf({ number }: Order, parcel: Parcel | null): string {
  return parcel ? `${number}-${parcel.number}.html` : `${number}.html`;
}

function render(view: object): string {
  const template = compileTemplates(
    new Map([...readTemplates(VIEWS)].filter(([name]) => name === SLIP)),
  ).get(SLIP);
  if (!template) throw new Error(`There is no template views/${SLIP}.hbs`);
  return template(view);
}
