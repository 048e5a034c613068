/**
 * Who of the shop's staff asks. EDGEWISE_ADMIN_TOKEN is one token, or several with names: `ann:TOKEN,bob:TOKEN`. A name
 * stands in the log, and two names make an approval one of a second person.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import { sameSecret } from './http.ts';

const SHORTEST = 32;
const ONLY = 'admin';

/** @throws RequestFault 503 where no usable token is set, 401 for another one */
export async function staffOf(setting: string, given: string): Promise<string> {
  const people = setting.split(',').map((entry) => {
    const [, name = ONLY, token = ''] = /^(?:([a-z0-9][a-z0-9_.-]{0,40}):)?(\S*)$/i.exec(entry.trim()) ?? [];
    return { name, token };
  });
  if (people.some(({ token }) => token.length < SHORTEST)) {
    throw new RequestFault(
      503,
      'no_token',
      `admin: EDGEWISE_ADMIN_TOKEN is not set, or holds a token shorter than ${SHORTEST} characters`,
    );
  }
  // All are compared, so that the time says nothing of who it was.
  const same = await Promise.all(people.map(({ token }) => sameSecret(given, token)));
  const found = people[same.indexOf(true)];
  if (!found) throw new RequestFault(401, 'token', "authorization: expected 'Bearer' and the admin token");
  return found.name;
}
