/**
 * The modules of the built shop that scripts use.
 * @typedef {{
 *   'admin/run.js': typeof import('../../src/admin/run.js'),
 *   'backup/create-backup.js': typeof import('../../src/backup/create-backup.js'),
 *   'backup/checksum.js': typeof import('../../src/backup/checksum.js'),
 *   'backup/copy/into-postgresql.js': typeof import('../../src/backup/copy/into-postgresql.js'),
 *   'backup/created-at.js': typeof import('../../src/backup/created-at.js'),
 *   'backup/remove-database.js': typeof import('../../src/backup/remove-database.js'),
 *   'backup/replace-database.js': typeof import('../../src/backup/replace-database.js'),
 *   'backup/restore.js': typeof import('../../src/backup/restore.js'),
 *   'common/process.js': typeof import('../../src/common/process.js'),
 *   'config/env.js': typeof import('../../src/config/env.js'),
 *   'config/generated-secrets.js': typeof import('../../src/config/generated-secrets.js'),
 *   'config/cli-webhook-secret.js': typeof import('../../src/config/cli-webhook-secret.js'),
 *   'config/load-env.js': typeof import('../../src/config/load-env.js'),
 *   'database/migrations.js': typeof import('../../src/database/migrations.js'),
 *   'config/database-location.js': typeof import('../../src/config/database-location.js'),
 *   'database/postgresql/connections.js': typeof import('../../src/database/postgresql/connections.js'),
 *   'database/postgresql/server-problem.js': typeof import('../../src/database/postgresql/server-problem.js'),
 *   'database/postgresql/assert-server.js': typeof import('../../src/database/postgresql/assert-server.js'),
 *   'database/postgresql/pools.js': typeof import('../../src/database/postgresql/pools.js'),
 *   'database/sqlite/sqlite-adapters.js': typeof import('../../src/database/sqlite/sqlite-adapters.js'),
 *   'delivery/read-rates.js': typeof import('../../src/delivery/read-rates.js'),
 *   'fulfilment/slip/slips-folder.js': typeof import('../../src/fulfilment/slip/slips-folder.js'),
 *   'mail/mails-folder.js': typeof import('../../src/mail/mails-folder.js'),
 *   'mail/smtp/verify-sign-in.js': typeof import('../../src/mail/smtp/verify-sign-in.js'),
 *   'payments/stripe/stripe-client.js': typeof import('../../src/payments/stripe/stripe-client.js'),
 *   'shop/pages/shop-pages.js': typeof import('../../src/shop/pages/shop-pages.js'),
 *   'shop/read-shop.js': typeof import('../../src/shop/read-shop.js'),
 *   'tax/tax-settings.js': typeof import('../../src/tax/tax-settings.js'),
 *   'web/server/localhost.js': typeof import('../../src/web/server/localhost.js'),
 *   'recovery/mark-recovery-pending.js': typeof import('../../src/recovery/mark-recovery-pending.js'),
 * }} Built
 */

/**
 * Imports a module of the built shop, with the types of its source: scripts are type-checked before a
 * build.
 * @template {keyof Built} File
 * @param {File} file
 * @returns {Promise<Built[File]>}
 */
export const importBuilt = (file) => import(new URL(`../../dist/${file}`, import.meta.url).href);
