import { encodeQR } from 'qr';

/**
 * A QR code (ISO/IEC 18004, error correction M: 15 %) of the text as an SVG of dark modules, with the quiet zone of four modules
 * that scanners need. Throws when the text is longer than a QR code holds.
 */
export function qrSvg(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}
