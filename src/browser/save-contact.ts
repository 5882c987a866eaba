interface SavedContact {
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

const UNREACHABLE =
  'We could not reach the shop, so this attempt charged nothing. Please try again.';

const SAVED: SavedContact = { problem: null, isAboutEmail: false, isClosed: false };

/** Saves the e-mail address. The shop also checks that the order can still be paid. */
export async function saveContact(url: string, email: string): Promise<SavedContact> {
  const response = await post(url, { email });
  if (!response) return { ...SAVED, problem: UNREACHABLE };
  if (response.ok) return SAVED;
  const { code, detail = UNREACHABLE, errors } = await readProblem(response);
  const emailError = errors?.find(({ pointer }) => pointer === '/email');
  if (emailError) return { ...SAVED, problem: emailError.detail, isAboutEmail: true };
  return { ...SAVED, problem: detail, isClosed: code === 'order-not-payable' };
}

async function post(url: string, body: object): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return null;
  }
}

async function readProblem(response: Response): Promise<ProblemDetails> {
  try {
    return (await response.json()) as ProblemDetails;
  } catch {
    return {};
  }
}
