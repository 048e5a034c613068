/** The options with which a command names a worker and who asks. */
import { AdminClient, DEFAULT_URL, type World } from './admin-client.ts';
import { adminToken } from './admin-token.ts';
import type { Options } from './arguments.ts';
import { UsageError } from './command.ts';

/** Of `--url` and `--token`. @throws UsageError where there is no token */
export function clientOf(options: Options, world: World): AdminClient {
  const url = options.text('url') ?? DEFAULT_URL;
  const token = adminToken(options.text('token'), url);
  if (token === undefined) throw new UsageError('there is no admin token: set EDGEWISE_ADMIN_TOKEN, or give --token');
  return new AdminClient(url, token, world);
}

/** Of `--site`. @throws UsageError where it is missing */
export const sitePath = (options: Options, rest: string): string =>
  `/admin/v1/sites/${encodeURIComponent(options.required('site'))}${rest}`;
