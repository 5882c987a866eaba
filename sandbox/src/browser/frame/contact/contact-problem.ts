export interface ContactProblem {
  /** The name of the field. */
  field: string;
  code: string;
  message: string;
}

export const incomplete = (
  field: string,
  message = 'This field is incomplete.',
): ContactProblem => ({
  field,
  code: `incomplete_${field}`,
  message,
});

export const invalid = (field: string, message: string): ContactProblem => ({
  field,
  code: `invalid_${field}`,
  message,
});
