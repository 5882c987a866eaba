/**
 * - `pending`: it is to be sent.
 * - `sent`: a server has taken it, or its file was written.
 * - `refused`: the server will never take it, such as for an address that does not exist.
 * - `failed`: it was tried for three days, or waited in a backup that was restored: see `lastError`.
 * - `dropped`: it is not to be sent: see `lastError`.
 */
export type MailStatus = 'pending' | 'sent' | 'refused' | 'failed' | 'dropped';

/** Why a mail was dropped when it was to be sent. It is pending again when it is enqueued again. */
export const NO_LONGER_TRUE = 'What it would have said was no longer so.';
