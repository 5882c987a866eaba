interface SavedContact {
  /** As the shop has kept it. */
  email: string;
  /** Null if the address was saved and the order can be paid. */
  problem: string | null;
  isAboutEmail: boolean;
  /** The order cannot be paid any more: its page says why. */
  isClosed: boolean;
}

interface ProblemDetails {
  code?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

const PATIENCE_MS = 20_000;

/**
 * Saves the e-mail address. The shop also checks that the order can still be paid.
 * `unreachable`: what to say if it does not answer.
 */
export async function saveContact(
  url: string,
  email: string,
  unreachable: string,
): Promise<SavedContact> {
  const saved = { email, problem: null, isAboutEmail: false, isClosed: false };
  try {
    const response = await post(url, { email });
    if (response.ok) return { ...saved, ...((await response.json()) as { email: string }) };
    const { code, detail = unreachable, errors } = (await response.json()) as ProblemDetails;
    const emailError = errors?.find(({ pointer }) => pointer === '/email');
    if (emailError) return { ...saved, problem: emailError.detail, isAboutEmail: true };
    return { ...saved, problem: detail, isClosed: code === 'order-not-payable' };
  } catch {
    return { ...saved, problem: unreachable };
  }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}
