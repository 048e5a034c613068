/** The staff of EDGEWISE_ADMIN_TOKEN: `TOKEN`, or `ann:TOKEN,bob/viewer:TOKEN` ([A2] of apps/edge/SPEC.md). */
import { RequestFault } from '@edgewise/protocol/read-json';
import { sameSecret, sha256Hex } from '../http.ts';
import { isRole, type Role } from './rights.ts';

const SHORTEST = 32;
const UNNAMED = 'admin';

/** Two names make an approval one of a second person. */
export interface TokenHolder {
  name: string;
  role: Role;
  token: string;
}

/** @throws RequestFault 503 where the setting is missing or wrong */
export function tokenHolders(setting: string): TokenHolder[] {
  return setting.split(',').map((entry, i) => {
    const [, name = UNNAMED, role = 'owner', token = ''] =
      /^(?:([a-z0-9][a-z0-9_.-]{0,40})(?:\/([^:]*))?:)?(\S*)$/i.exec(entry.trim()) ?? [];
    if (!isRole(role)) {
      throw broken(`entry ${i + 1} has the role '${role.slice(0, 20)}', expected owner, editor or viewer`);
    }
    if (token.length < SHORTEST) throw broken(`is not set, or holds a token shorter than ${SHORTEST} characters`);
    return { name, role, token };
  });
}

const broken = (what: string) => new RequestFault(503, 'no_token', `admin: EDGEWISE_ADMIN_TOKEN ${what}`);

/** Whose token it is. All are compared, so that the time says nothing of who it was. */
export async function holderOf(setting: string, given: string): Promise<TokenHolder | undefined> {
  const holders = tokenHolders(setting);
  const same = await Promise.all(holders.map(({ token }) => sameSecret(given, token)));
  return holders[same.indexOf(true)];
}

/** What a session remembers of the token it was exchanged for: enough to see it replaced, too little to find it. */
export const printOf = async (token: string): Promise<string> => (await sha256Hex(`edgewise|${token}`)).slice(0, 16);
