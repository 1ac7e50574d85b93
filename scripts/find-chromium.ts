import { existsSync } from 'node:fs';

/** Path of an installed Chromium or Chrome, or null. JIQIAO_CHROMIUM names one. */
export function findChromium(): string | null {
  const places = [
    process.env.JIQIAO_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return places.find((p): p is string => Boolean(p) && existsSync(p!)) ?? null;
}
