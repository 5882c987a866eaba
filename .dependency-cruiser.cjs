// Who may use whom. A feature may always use itself and PLUMBING.
const MAY_USE = {
  catalog: ['delivery'],
  backup: [],
  payments: [],
  delivery: [],
  tax: [],
  cart: ['catalog', 'delivery', 'orders', 'tax'],
  orders: ['catalog', 'fulfilment', 'mail', 'payments', 'receipts', 'tax'],
  receipts: ['orders', 'tax'],
  mail: ['fulfilment', 'orders', 'receipts'],
  fulfilment: ['catalog', 'mail', 'orders'],
  checkout: ['cart', 'catalog', 'delivery', 'orders', 'payments', 'tax'],
  webhooks: ['checkout', 'orders', 'payments'],
  reconciliation: ['orders', 'payments', 'webhooks'],
  recovery: ['mail', 'orders', 'payments', 'receipts', 'webhooks'],
  admin: 'catalog fulfilment mail orders payments receipts reconciliation recovery webhooks'.split(
    ' ',
  ),
};
/** What a feature lets others do with its tables inside of their own transaction. */
const CART_ORDERS = '^src/orders/cart-orders\\.repository\\.ts$';
const SENT_COPIES = '^src/fulfilment/sent-copies\\.repository\\.ts$';
const ISSUE_DOCUMENTS = '^src/receipts/issue-documents\\.repository\\.ts$';
const WITHIN_TRANSACTION = [
  '^src/(catalog/stock|mail/enqueue-mail|orders/parcel-orders)\\.repository\\.ts$',
  '^src/(orders/withdrawal|reconciliation/discrepancies|webhooks)/dismiss-\\w+\\.repository\\.ts$',
  ...[CART_ORDERS, SENT_COPIES, ISSUE_DOCUMENTS],
];
const PLUMBING = ['common', 'config', 'database', 'money', 'pricing', 'shop', 'texts', 'web'];
const feature = `^src/(${Object.keys(MAY_USE).join('|')})/`;
const browser = ['^src/browser/', '^sandbox/src/browser/'];
const pure = [
  '^src/[^/]+/domain/',
  '^src/common/(bidi|problem|problem-table|shorten)\\.ts$',
  '^src/(money/|pricing/(delivery|offer|tax)\\.ts$)',
  '^src/backup/(backup-name|retention)\\.ts$',
  '^src/orders/(expiry|refunds|withdrawal)/\\w+-policy\\.ts$',
  '^src/orders/(payment/(payment-transition|refunds-and-disputes)|recovery/orphaned-order)\\.ts$',
  '^src/payments/payment(-errors)?\\.ts$',
  '^src/reconciliation/(checkpoint-names|run-report|discrepancies/(compare-money|discrepancy-kind|unmatched-payment))\\.ts$',
  '^src/texts/locale\\.ts$',
  '^src/webhooks/(event-status|next-attempt)\\.ts$',
  '^sandbox/src/model/',
];
const spec = '[.-]spec\\.ts$';
const entries = [
  '^src/main\\.ts$',
  '^sandbox/src/(main|index|test-cards|testing/index)\\.ts$',
  '\\.worker\\.ts$',
  '^src/admin/run\\.ts$',
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const directions = Object.entries(MAY_USE).map(([name, others]) =>
  rule(
    `direction-${name}`,
    `${name} may use ${others.join(', ') || 'no other feature'}`,
    { path: `^src/${name}/` },
    { path: feature, pathNot: `^src/(${[name, ...others].join('|')})/` },
  ),
);

const layers = [
  rule(
    'listed-folder',
    'a folder of src/ is a feature in MAY_USE, or stands under all of them in PLUMBING',
    {
      path: '^src/[^/]+/',
      pathNot: [feature, `^src/(${[...PLUMBING, 'browser', 'health'].join('|')})/`],
    },
    {},
  ),
  rule(
    'plumbing-knows-no-feature',
    'common, config, database, money, pricing, shop, texts and web serve every feature and depend on none',
    { path: `^src/(${PLUMBING.join('|')})/`, pathNot: spec },
    { path: feature },
  ),
  rule(
    'public-face',
    'reach another feature by its module, guard, service, queries, domain or port only',
    { path: feature },
    {
      path: feature,
      pathNot: [
        '^src/$1/',
        '\\.(guard|module|service|queries)\\.ts$',
        '^src/payments/(payment|payment-errors|payment-gateway|resilience/(single-flight|deadline))\\.ts$',
        '^src/mail/unsent-mail\\.ts$',
        '^src/orders/recovery/orphaned-order\\.ts$',
        '^src/reconciliation/(checkpoint-names|discrepancies/discrepancy-kind)\\.ts$',
        ...WITHIN_TRANSACTION,
        '^src/fulfilment/parcels\\.view\\.ts$',
        '/domain/',
      ],
    },
  ),
  rule(
    'cart-asks-for-its-orders',
    'what was bought from a cart, the orders say: a cart knows nothing else of them',
    { path: '^src/cart/' },
    { path: '^src/orders/', pathNot: CART_ORDERS },
  ),
  rule(
    'orders-ask-what-was-sent',
    'a refund puts back what was not sent, and the order’s page shows parcels: an order knows nothing else of them',
    { path: '^src/orders/' },
    {
      path: '^src/fulfilment/',
      pathNot: [
        SENT_COPIES,
        '^src/fulfilment/(parcels\\.(module|queries|view)|domain/parcel)\\.ts$',
      ],
    },
  ),
  rule(
    'orders-issue-and-show-receipts',
    'a receipt is made from an order, which knows only that it is issued, and how it is called',
    { path: '^src/orders/' },
    {
      path: '^src/receipts/',
      pathNot: [ISSUE_DOCUMENTS, '^src/receipts/(receipt\\.queries|domain/document-number)\\.ts$'],
    },
  ),
  rule(
    'adapter-is-private',
    'only payments.module may name the Stripe adapter',
    {
      path: '^src/',
      pathNot: ['^src/payments/stripe/', '^src/payments/payments\\.module\\.ts$', spec],
    },
    { path: '^src/payments/stripe/' },
  ),
  rule(
    'domain-is-pure',
    'domain, money, pricing, policies and the sandbox model import nothing but each other',
    { path: pure, pathNot: spec },
    { pathNot: pure },
  ),
  rule(
    'stripe-sdk-only-in-adapter',
    'one folder of the shop knows the Stripe SDK',
    { path: '^src/', pathNot: ['^src/payments/stripe/', '^src/browser/'] },
    { path: 'node_modules/(stripe|@stripe)/' },
  ),
  rule(
    'commander-only-in-admin',
    'one folder is a command line',
    { path: '^src/', pathNot: '^src/admin/' },
    { path: 'node_modules/commander/' },
  ),
  rule(
    'prisma-only-in-repositories',
    'queries live in *.queries.ts and *.repository.ts; a mapper takes the type of its row from them',
    { path: '^src/', pathNot: ['\\.(mapper|queries|repository)\\.ts$', '^src/database/'] },
    { path: ['^src/database/(postgresql/)?generated', 'node_modules/(@prisma|\\.prisma)/'] },
  ),
];

const islands = [
  rule(
    'sandbox-is-another-program',
    'the shop meets the sandbox over HTTP only',
    { path: '^(src|scripts)/' },
    { path: ['^sandbox/', 'stripe-sandbox'] },
  ),
  rule(
    'sandbox-knows-no-shop',
    'an independent double cannot share our mistakes',
    { path: '^sandbox/' },
    { path: '^(src|scripts|test)/' },
  ),
  rule(
    'sandbox-stripe-types-only',
    'shapes come from the SDK types, behaviour does not',
    { path: '^sandbox/src/', pathNot: spec },
    { path: 'node_modules/(stripe|@stripe)/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'browser-is-an-island',
    'browser code imports browser code and Stripe.js only',
    { path: '^src/browser/', pathNot: spec },
    { pathNot: ['^src/browser/', 'node_modules/@stripe/stripe-js'] },
  ),
  rule(
    'stand-in-is-an-island',
    'the Stripe.js stand-in shares nothing with the page that uses it',
    { path: '^sandbox/src/browser/', pathNot: spec },
    { pathNot: ['^sandbox/src/browser/', 'node_modules/@stripe/stripe-js'] },
  ),
  rule(
    'server-imports-no-browser',
    '',
    { path: '^(sandbox/)?src/', pathNot: browser },
    { path: browser },
  ),
];

const hygiene = [
  rule(
    'src-imports-no-test',
    '',
    { path: '^(sandbox/)?src/', pathNot: spec },
    { path: ['^(sandbox/)?test/', spec] },
  ),
  rule('no-cycles', '', { pathNot: '^src/database/(postgresql/)?generated' }, { circular: true }),
  rule(
    'no-orphans',
    'delete it or use it',
    {
      orphan: true,
      pathNot: [
        '\\.d\\.ts$',
        '^scripts/',
        ...entries,
        ...browser,
        spec,
        '^src/database/(postgresql/)?generated',
      ],
    },
    {},
  ),
  rule(
    'no-dev-dependency-in-src',
    '',
    { path: '^(sandbox/)?src/', pathNot: [spec, ...browser] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'resolvable',
    '',
    { pathNot: '^src/database/(postgresql/)?generated' },
    { couldNotResolve: true },
  ),
];

module.exports = {
  forbidden: [...directions, ...layers, ...islands, ...hygiene],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
