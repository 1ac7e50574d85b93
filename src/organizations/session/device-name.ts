const browsers: [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser's own description in words a person knows: `Chrome · Windows`. */
export function deviceName(userAgent: string): string {
  const of = (known: [RegExp, string][]) => known.find(([sign]) => sign.test(userAgent))?.[1];
  return [of(browsers), of(systems)].filter(Boolean).join(' · ') || '未知设备';
}
