const DAY = /^(?:19|20)\d{2}-\d{2}-\d{2}$/;
const DAY_MS = 24 * 60 * 60_000;

/** Whether it is a day of the calendar, such as `2026-11-30`. */
export function isCalendarDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const start = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The calendar day at this moment, by the clocks of the time zone: `2026-11-30`. */
export function dayOf(at: Date, timeZone: string): string {
  return clocksOf(at, timeZone).slice(0, 10);
}

/** When the day begins by the clocks of the time zone: at 1:00 where clocks that are put forward leave out 0:00. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // By the offset from UTC of the day before and of the day after: clocks are changed once between the two.
  const starts = [-DAY_MS, DAY_MS].map(
    (distance) => new Date(midnight - offsetAt(new Date(midnight + distance), timeZone)),
  );
  const within = starts.filter((start) => dayOf(start, timeZone) >= day);
  return new Date(Math.min(...within.map((start) => start.getTime())));
}

/** In milliseconds. East of Greenwich it is positive. */
function offsetAt(at: Date, timeZone: string): number {
  return Date.parse(`${clocksOf(at, timeZone).replace(' ', 'T')}Z`) - at.getTime();
}

/** `2026-11-30 17:40:00`: Sweden writes as ISO 8601 does. */
function clocksOf(at: Date, timeZone: string): string {
  const known = formats.get(timeZone);
  if (known) return known.format(at);
  const dayAndTime = { dateStyle: 'short', timeStyle: 'medium', timeZone } as const;
  const format = new Intl.DateTimeFormat('sv-SE', dayAndTime);
  formats.set(timeZone, format);
  return format.format(at);
}

/** By time zone. Making one takes as long as a hundred days. */
const formats = new Map<string, Intl.DateTimeFormat>();
