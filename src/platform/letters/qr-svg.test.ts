import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { qrSvg } from './qr-svg.ts';

test('a scanner reads back the address from the printed code', async () => {
  const address = 'https://jiqiao.example/c/7K3M-9QXA';
  const image = sharp(Buffer.from(qrSvg(address)), { density: 600 })
    .flatten({ background: '#ffffff' })
    .ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  expect(decodeQR({ data: new Uint8ClampedArray(data), width: info.width, height: info.height })).toBe(address);
});
