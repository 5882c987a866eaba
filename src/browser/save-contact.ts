interface SavedContact {
  /** Null when it was saved and the order is still to be paid. */
  problem: string | null;
  isAboutEmail: boolean;
}

interface ProblemDetails {
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

const UNREACHABLE =
  'We could not reach the shop, so this attempt charged nothing. Please try again.';

/** The shop's last word before the card is charged: it keeps the e-mail, or says why not to pay. */
export async function saveContact(url: string, email: string): Promise<SavedContact> {
  const response = await post(url, { email });
  if (!response) return { problem: UNREACHABLE, isAboutEmail: false };
  if (response.ok) return { problem: null, isAboutEmail: false };
  const problem = await readProblem(response);
  const emailError = problem.errors?.find(({ pointer }) => pointer === '/email');
  if (emailError) return { problem: emailError.detail, isAboutEmail: true };
  return { problem: problem.detail ?? UNREACHABLE, isAboutEmail: false };
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
