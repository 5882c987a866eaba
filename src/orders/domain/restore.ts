/**
 * The checkpoint of a restored database: when it was restored. There until the recovery has ended, which reads from
 * Stripe what the backup had not.
 */
export const RESTORED_AT = 'restored-at';

/** The same, and it stays: what left the shop between the backup and then is not known. */
export const LAST_RESTORE = 'last-restore';
