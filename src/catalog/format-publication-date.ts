const OPTIONS = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
const MONTH = new Intl.DateTimeFormat('en-US', OPTIONS);
const DAY = new Intl.DateTimeFormat('en-US', { ...OPTIONS, day: 'numeric' });

/** Of `1979-10-05`, `1979-10` or `1979`: October 5, 1979; October 1979; 1979. */
export function formatPublicationDate(date: string): string {
  const parts = date.split('-').length;
  if (parts === 1) return date;
  return (parts === 2 ? MONTH : DAY).format(new Date(date));
}
