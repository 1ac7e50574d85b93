/** Colours of the whole product. Text colours reach 4.5 : 1 on every ground listed, edges of controls 3 : 1 (WCAG 2.2 AA; a test computes it). */
export const colours = {
  ground: '#ffffff',
  groundQuiet: '#f4f6f8',
  groundChosen: '#e8eef6',
  groundMark: '#fbf3df',
  groundAlarm: '#fbeceb',
  ink: '#1b2128',
  inkQuiet: '#4a5560',
  inkFaint: '#5b6671',
  line: '#d8dee4',
  edge: '#7d8995',
  blue: '#174a8b',
  blueDark: '#0f3569',
  mark: '#6e4a00',
  alarm: '#b3261e',
} as const;

export const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** Contrast ratio of two colours written #rrggbb, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
