import { charactersOf } from './characters.js';

const LONGEST = 22;
const NOT_ALLOWED = ['<', '>', '\\', "'", '"', '*'];

/** Why banks could not print it, if they could not. */
export function descriptorProblem(text: string): string | null {
  const { length } = charactersOf(text);
  if (length > LONGEST) {
    return `The statement descriptor must be at most ${LONGEST} characters. ${text} is ${length} characters long.`;
  }
  const character = NOT_ALLOWED.find((each) => text.includes(each));
  if (character !== undefined) return `The statement descriptor cannot include ${character}`;
  if (/[a-z]/i.test(text)) return null;
  return 'The statement descriptor must contain at least one Latin character.';
}
