import { type Shortage, shortTitle } from '../catalog/domain/shortage.js';
import { Texts } from '../texts/texts.js';

/** For the shopper. What an order keeps as its reason is `shortageMessage`, in English. */
export function shortageText({ title, left }: Shortage): string {
  if (left === 0) return Texts.t('problem.shortage.none', { title: shortTitle(title) });
  return Texts.t('problem.shortage.left', { title: shortTitle(title), count: left });
}
