export interface WorkerProcess {
  url: string;
  stop(): Promise<void>;
}
export function startWorker(options: {
  port: number;
  persistTo: string;
  vars?: Record<string, string>;
  onLine?: (line: string) => void;
}): Promise<WorkerProcess>;
