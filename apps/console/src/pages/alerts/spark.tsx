/** The little curve of a notice, which travels as characters, drawn as a line. */
import { t } from '../../words.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
const [WIDTH, HEIGHT] = [120, 28];

export function Spark({ curve }: { curve: string }) {
  const heights = [...curve].map((block) => Math.max(0, BLOCKS.indexOf(block)) / (BLOCKS.length - 1));
  const step = WIDTH / Math.max(1, heights.length - 1);
  const points = heights.map((height, i) => `${(i * step).toFixed(1)},${(2 + (HEIGHT - 4) * (1 - height)).toFixed(1)}`);
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img">
      <title>{t('alerts.curve_words')}</title>
      <polyline points={points.join(' ')} />
    </svg>
  );
}
