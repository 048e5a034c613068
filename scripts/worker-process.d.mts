export interface WorkerProcess {
  url: string;
  /** Process group of wrangler and workerd. */
  group: number;
  stop(): Promise<void>;
}
export function startWorker(options: {
  port: number;
  persistTo: string;
  vars?: Record<string, string>;
  onLine?: (line: string) => void;
}): Promise<WorkerProcess>;
