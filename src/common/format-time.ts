const FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** As pages show it: “29 November 2026, 17:40 UTC”. */
export function formatTime(at: Date): string {
  return `${FORMAT.format(at).replace(' at ', ', ')} UTC`;
}

/** The view of a `<time>` element. */
export function toTimeView(at: Date) {
  return { iso: at.toISOString(), text: formatTime(at) };
}
