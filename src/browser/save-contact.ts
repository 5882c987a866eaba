interface SavedContact {
  /** Null when it was saved and the order is still to be paid. */
  problem: string | null;
  isAboutEmail: boolean;
  /** There is nothing left to pay, and the order's page says why. */
  isDecided: boolean;
}

interface ProblemDetails {
  code?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

const UNREACHABLE =
  'We could not reach the shop, so this attempt charged nothing. Please try again.';

const SAVED: SavedContact = { problem: null, isAboutEmail: false, isDecided: false };

/** The shop's last word before the card is charged: it keeps the e-mail, or says why not to pay. */
export async function saveContact(url: string, email: string): Promise<SavedContact> {
  const response = await post(url, { email });
  if (!response) return { ...SAVED, problem: UNREACHABLE };
  if (response.ok) return SAVED;
  const { code, detail = UNREACHABLE, errors } = await readProblem(response);
  const emailError = errors?.find(({ pointer }) => pointer === '/email');
  if (emailError) return { ...SAVED, problem: emailError.detail, isAboutEmail: true };
  return { ...SAVED, problem: detail, isDecided: code === 'order-not-payable' };
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
