import sharp from 'sharp';

/** A photographed paper: a small white picture under this name. */
export async function paper(name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const white = { width: 60, height: 80, channels: 3 as const, background: '#ffffff' };
  return { name, mimeType: 'image/png', buffer: await sharp({ create: white }).png().toBuffer() };
}
