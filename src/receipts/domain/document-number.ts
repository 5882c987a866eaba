/** Each kind has series of its own. */
export const DOCUMENT_KINDS = ['receipt', 'credit_note'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface DocumentNumber {
  /** Empty until a restore has begun another one. */
  series: string;
  /** From 1, without a gap within its series. */
  number: number;
}

const LETTERS: Record<DocumentKind, string> = { receipt: 'R', credit_note: 'C' };

/** `R-17`, or `R-20261130120000-17` after a restore. */
export function formatDocumentNumber(
  kind: DocumentKind,
  { series, number }: DocumentNumber,
): string {
  return [LETTERS[kind], ...(series === '' ? [] : [series]), number].join('-');
}

/** The series that a restore at this time begins: `20261130120000`, the second in UTC. */
export function seriesAfterRestore(at: Date): string {
  return at.toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
