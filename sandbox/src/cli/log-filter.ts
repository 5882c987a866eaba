import { z } from 'zod';

/** A request to /v1 as `stripe logs tail` filters it. */
export interface TailedRequest {
  method: string;
  path: string;
  status: number;
  ip: string;
}

/** What the CLI's flags look at. Requests of other accounts, or from a dashboard, do not exist here. */
const VALUE_OF = {
  filter_account: () => 'self',
  filter_http_method: ({ method }: TailedRequest) => method,
  filter_ip_address: ({ ip }: TailedRequest) => ip,
  filter_request_path: ({ path }: TailedRequest) => path,
  filter_request_status: ({ status }: TailedRequest) => (status < 400 ? 'SUCCEEDED' : 'FAILED'),
  filter_source: () => 'API',
  filter_status_code: ({ status }: TailedRequest) => String(status),
  filter_status_code_type: ({ status }: TailedRequest) => String(Math.floor(status / 100) * 100),
} as const;

const NAMES = Object.keys(VALUE_OF) as [keyof typeof VALUE_OF, ...(keyof typeof VALUE_OF)[]];

export const LogFilters = z.partialRecord(z.enum(NAMES), z.array(z.string()));

export type LogFilters = z.infer<typeof LogFilters>;

/** Of each filter one value, of all filters each. */
export function passes(request: TailedRequest, filters: LogFilters): boolean {
  return NAMES.every((name) => filters[name]?.includes(VALUE_OF[name](request)) ?? true);
}
