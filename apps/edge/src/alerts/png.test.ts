import { Raster } from '@edgewise/core/insight/curve/raster';
import { describe, expect, it } from 'vitest';
import { pngOf } from './png.ts';

describe('PNG', () => {
  it('is a signature and three chunks; its rows inflate to what was drawn', async () => {
    const raster = new Raster(5, 3, 0xffffff);
    raster.area(1, 1, 2, 1, 0x1d4fbf);
    const png = await pngOf(raster);
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const view = new DataView(png.buffer);
    const chunks: Record<string, Uint8Array> = {};
    for (let at = 8; at < png.length; ) {
      const length = view.getUint32(at);
      chunks[new TextDecoder().decode(png.subarray(at + 4, at + 8))] = png.subarray(at + 8, at + 8 + length);
      at += length + 12;
    }
    expect(Object.keys(chunks)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect([...chunks.IHDR!]).toEqual([0, 0, 0, 5, 0, 0, 0, 3, 8, 2, 0, 0, 0]);
    const stream = new Blob([Uint8Array.from(chunks.IDAT!)]).stream().pipeThrough(new DecompressionStream('deflate'));
    const rows = new Uint8Array(await new Response(stream).arrayBuffer());
    for (let y = 0; y < 3; y++) {
      expect(rows[y * 16]).toBe(0);
      expect(rows.subarray(y * 16 + 1, (y + 1) * 16)).toEqual(raster.bytes.subarray(y * 15, (y + 1) * 15));
    }
    // The checksum of an empty last chunk is the same in every PNG.
    expect([...png.subarray(-4)]).toEqual([0xae, 0x42, 0x60, 0x82]);
  });
});
