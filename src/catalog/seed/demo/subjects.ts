import type { Subject } from '../../domain/book.js';

const GROUPS: Readonly<Record<string, string>> = {
  ART: 'Architecture, Ceramics, Design, Film, Music, Painting, Photography, Theatre',
  FIC: 'Adventure, Crime, Fantasy, Historical novels, Love stories, Novels, Science fiction, Short stories',
  HIS: 'Ancient history, City history, Industrial history, Medieval history, Modern history, Seafaring, Travel history, Village life',
  LIF: 'Beekeeping, Cooking, Cycling, Gardening, Hiking, Knitting, Sailing, Woodwork',
  MND: 'Education, Ethics, Language, Logic, Memory, Philosophy, Psychology, Religion',
  SCI: 'Astronomy, Biology, Botany, Chemistry, Geology, Mathematics, Physics, Weather',
  SOC: 'Economics, Law, Media, Politics, Public health, Sociology, Trade, Work',
  TEC: 'Computing, Electronics, Engines, Networks, Programming, Railways, Robotics, Statistics',
};

/** A small classification of our own. */
export const DEMO_SUBJECTS: readonly Subject[] = Object.entries(GROUPS).flatMap(([group, names]) =>
  names.split(', ').map((name, at) => ({ code: `${group}${at + 1}0`, name })),
);
