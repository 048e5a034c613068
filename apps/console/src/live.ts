/** The socket on which the shop as it is now comes once a second. It opens with a ticket and opens again when it is lost. */
import type { LiveNow } from '@edgewise/edge/read-live';
import { type ReadonlySignal, signal } from '@preact/signals';
import { ApiFault, get, send, takeCome } from './api.ts';
import { sitePath } from './site.ts';

export type LineState = 'opening' | 'open' | 'lost';

/** The server speaks every 5 s at least; after this long a line is dead, whatever the browser says. */
const SILENCE_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface LiveLine {
  state: ReadonlySignal<LineState>;
  now: ReadonlySignal<LiveNow | undefined>;
  close(): void;
}

export function openLine(site: string): LiveLine {
  const state = signal<LineState>('opening');
  const first = sitePath(site, '/insight/now');
  const now = signal(takeCome<LiveNow>(first));
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let attempt = 0;
  let isClosed = false;

  const later = (ms: number, then: () => void) => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(then, ms);
  };
  const lost = () => {
    if (isClosed) return;
    state.value = 'lost';
    socket?.close();
    socket = undefined;
    // Everybody's line breaks in the same moment when a worker is deployed: they come back one after another.
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++);
    later(wait * (0.5 + Math.random() / 2), () => void open());
  };
  const open = async () => {
    const mine = ++attempt;
    clearTimeout(timer);
    try {
      const { ticket } = await send<{ ticket: string }>('POST', sitePath(site, '/insight/ticket'));
      if (isClosed || mine !== attempt) return;
      const url = new URL(`/live/v1/${encodeURIComponent(site)}?ticket=${encodeURIComponent(ticket)}`, location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const line = new WebSocket(url);
      socket = line;
      later(SILENCE_MS, lost);
      line.addEventListener('message', ({ data }) => {
        if (socket !== line || typeof data !== 'string') return;
        now.value = JSON.parse(data) as LiveNow;
        state.value = 'open';
        failures = 0;
        later(SILENCE_MS, lost);
      });
      line.addEventListener('close', () => {
        if (socket === line) lost();
      });
    } catch (cause) {
      if (!(cause instanceof ApiFault)) throw cause;
      if (mine === attempt) lost();
    }
  };
  // A laptop that wakes up does not wait for its timer.
  const wake = () => {
    if (document.visibilityState === 'visible' && state.value === 'lost') {
      failures = 0;
      void open();
    }
  };
  document.addEventListener('visibilitychange', wake);
  // The line takes a ticket, a greeting and a word: until then, what one question answers.
  if (!now.value) {
    get<LiveNow>(first).then(
      (answer) => {
        if (!isClosed) now.value ??= answer;
      },
      // The line says what is wrong.
      () => undefined,
    );
  }
  addEventListener('online', wake);
  void open();
  return {
    state,
    now,
    close() {
      isClosed = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
      socket?.close();
    },
  };
}
