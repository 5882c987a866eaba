import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/** Writes Markdown as `npm run format` leaves it. */
export async function writeReport(file: string, text: string): Promise<void> {
  const style = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...style, filepath: file }));
}
