import { type Endpoint, ok } from '../api/endpoint.js';
import { renderAccount } from '../wire/account.js';

export const account: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/v1/account',
    resource: 'account',
    answer: ({ params, account: id }) => {
      params.refuseUnknown();
      return ok(renderAccount(id));
    },
  },
];
