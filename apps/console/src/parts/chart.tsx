/** A curve over time. Under it, for who cannot see it or wants the numbers, the same as a table. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isDark } from '../preferences.ts';
import { t } from '../words.ts';
import type { Plot } from './plot.ts';
import { Table } from './table.tsx';

const CHART_HEIGHT = 200;

export interface ChartSeries {
  label: string;
  /** One a point of time; null leaves a gap. */
  values: readonly (number | null)[];
  kind?: 'line' | 'bars';
  /** The first is the accent. */
  tone?: 'accent' | 'second' | 'quiet';
}

export interface ChartProps {
  /** What it shows. */
  label: string;
  /** ms since the epoch, ascending. */
  times: readonly number[];
  series: readonly ChartSeries[];
  /** A value as it is shown in the legend and the table. */
  format(value: number | null): string;
  /** A value at the axis. */
  formatAxis(value: number): string;
  formatTime(at: number): string;
  height?: number;
}

export function Chart(props: ChartProps) {
  const { label, times, series, format, formatTime, height = CHART_HEIGHT } = props;
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | undefined>(undefined);
  const [isDrawn, setDrawn] = useState(false);
  const latest = useRef({ ...props, height });
  latest.current = { ...props, height };
  const dark = isDark();
  const shape = series.map((one) => `${one.label}.${one.kind}.${one.tone}`).join();

  useLayoutEffect(() => {
    // Its place is kept until it is there.
    host.current!.style.minBlockSize = `${height}px`;
  }, [height]);

  // colours and series are read anew with another theme or shape
  useEffect(() => {
    let isGone = false;
    import('./plot.ts').then(
      ({ drawPlot }) => {
        if (isGone) return;
        plot.current = drawPlot(latest, host.current!, tip.current!);
        setDrawn(true);
      },
      // The table below has the same numbers.
      () => setDrawn(true),
    );
    return () => {
      isGone = true;
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [dark, shape]);

  useEffect(() => {
    plot.current?.setProps(props);
  });

  return (
    <figure class="chart">
      {series.length > 1 && (
        <div class="legend" aria-hidden="true">
          {series.map((one) => (
            <span key={one.label} class={`legend-item ${one.tone ?? 'accent'}`}>
              {one.label}
            </span>
          ))}
        </div>
      )}
      <div class="plot" ref={host} role="img" aria-label={label} aria-busy={!isDrawn}>
        <div class="tip" ref={tip} hidden />
      </div>
      <details class="chart-table">
        <summary>{t('chart.as_table')}</summary>
        <Table
          caption={label}
          rows={times.map((_, i) => i).reverse()}
          rowKey={(i) => String(times[i])}
          most={31}
          columns={[
            { key: 'time', title: t('chart.time'), cell: (i) => formatTime(times[i]!) },
            ...series.map((one) => ({
              key: one.label,
              title: one.label,
              numeric: true,
              cell: (i: number) => format(one.values[i] ?? null),
            })),
          ]}
        />
      </details>
    </figure>
  );
}
