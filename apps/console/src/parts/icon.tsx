/** Line icons of 16 units, drawn in the text's colour. They say nothing that a word beside them does not. */
const PATHS = {
  now: 'M1.5 8.5h3l2-5.5 3 10 2-4.5h3',
  funnels: 'M2 3h12l-4.5 5.5v4L6.5 14V8.5z',
  sources:
    'M8 14V7M8 7c0-3-2-4-5.5-4.5M8 7c0-3 2-4 5.5-4.5M2.5 2.5l2-1.2M2.5 2.5l1.2 2M13.5 2.5l-2-1.2M13.5 2.5l-1.2 2',
  shelves: 'M1.5 13h13M1.5 7.5h13M3 7.5V3h3v4.5M9 13V9.5h4V13M9.5 7.5V4.5h2.5v3M4 13v-3h2.5v3',
  people: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.5c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5',
  products: 'M8 1.5l6 3v7l-6 3-6-3v-7zM2 4.5l6 3 6-3M8 7.5v7',
  plan: 'M3 2h7l3 3v9H3zM5.5 7h5M5.5 10h5',
  experiments: 'M6 1.5h4M6.5 1.5v5L2.5 14h11l-4-7.5v-5M4.5 10.5h7',
  alerts: 'M8 2a4 4 0 0 0-4 4c0 4-1.5 5-1.5 6h11c0-1-1.5-2-1.5-6a4 4 0 0 0-4-4zM6.5 14h3',
  health:
    'M8 14S2 10.5 2 6.200C2 4 3.5 2.5 5.200 2.5 6.5 2.5 7.5 3.200 8 4.200c.5-1 1.5-1.700 2.800-1.700C12.5 2.5 14 4 14 6.200 14 10.5 8 14 8 14z',
  privacy: 'M8 1.5l5.5 2v4.200c0 3.5-2.300 5.700-5.5 6.800-3.200-1.100-5.5-3.300-5.5-6.800V3.5z',
  guide: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10.5 5.5L9 9l-3.5 1.5L7 7z',
  menu: 'M2 4.5h12M2 8h12M2 11.5h12',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 7.300v3.700M8 5v.1',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.100 1.100M11.900 11.900L13 13M13 3l-1.100 1.100M4.100 11.900L3 13',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  screen: 'M2 3h12v8.5H2zM5.5 14h5M8 11.5V14',
  upload: 'M8 11V3M4.5 6L8 2.5 11.5 6M2.5 10.5v3h11v-3',
  check: 'M3 8.5l3.5 3.5L13 4.5',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
