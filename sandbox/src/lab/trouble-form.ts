import { z } from 'zod';
import { type Kind, TROUBLES } from '../trouble/trouble-kinds.js';
import { type Html, html } from './html.js';

/** What zod says of a parameter, as far as a form field needs it. */
const Field = z.object({
  title: z.string(),
  description: z.string().default(''),
  type: z.enum(['integer', 'number', 'string']),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  default: z.union([z.string(), z.number()]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  examples: z.array(z.union([z.string(), z.number()])).default([]),
});

type Field = z.infer<typeof Field>;

const Schema = z.object({
  properties: z.record(z.string(), Field),
  required: z.array(z.string()).default([]),
});

export function troubleFields(kind: Kind): Html {
  const { properties, required } = schemaOf(kind);
  return html`${Object.entries(properties).map(([name, field]) => {
    const value = field.default ?? '';
    return html`<label>
      ${field.title}
      ${
        field.enum
          ? select(name, field.enum, value, required.includes(name) || field.default !== undefined)
          : input(name, field, { value: String(value), isRequired: required.includes(name) })
      }
      <small>${field.description}</small>
    </label>`;
  })}`;
}

/** What a form sent, as the API would be told. An empty field was left out. */
export function troubleFromForm(kind: Kind, form: Record<string, string>): Record<string, unknown> {
  const { properties } = schemaOf(kind);
  const filled = Object.entries(form).filter(([, text]) => text !== '');
  return Object.fromEntries(
    filled.map(([name, text]) => {
      const isNumber = ['integer', 'number'].includes(properties[name]?.type ?? '');
      return [name, isNumber ? Number(text) : text];
    }),
  );
}

function schemaOf(kind: Kind) {
  return Schema.parse(z.toJSONSchema(TROUBLES[kind].parameters, { io: 'input' }));
}

function select(
  name: string,
  choices: readonly (string | number)[],
  value: string | number,
  isNeeded: boolean,
): Html {
  const all = isNeeded ? choices : ['', ...choices];
  return html`<select name="${name}">
    ${all.map(
      (choice) =>
        html`<option value="${choice}" ${choice === value ? html`selected` : null}>
          ${choice === '' ? 'any' : choice}
        </option>`,
    )}
  </select>`;
}

function input(name: string, field: Field, state: { value: string; isRequired: boolean }): Html {
  const isNumber = field.type !== 'string';
  const example = String(field.examples[0] ?? '');
  // What is needed is filled in, so that one click makes trouble.
  const value = state.value === '' && state.isRequired ? example : state.value;
  return html`<input
    name="${name}"
    value="${value}"
    placeholder="${example}"
    autocomplete="off"
    spellcheck="false"
    ${isNumber ? html`type="number" min="${field.minimum}" max="${field.maximum}"` : html`type="text" maxlength="${field.maxLength}"`}
    ${state.isRequired ? html`required` : null}
  />`;
}
