/** Somebody whom the figures name, by the beginning of their id; leads to all that is known of them. */
import { hrefOf } from '../../location.ts';
import type { Site } from '../../site.ts';

const SHORT = 10;

/** The beginning of an id or a hash; whole where it is short. */
export const shortOf = (id: string): string => (id.length > SHORT + 2 ? `${id.slice(0, SHORT)}…` : id);

export function PersonLink({ site, id }: { site: Site; id: string }) {
  return <a href={`${hrefOf(site.id, 'people')}?person=${encodeURIComponent(id)}`}>{shortOf(id)}</a>;
}
