import { thousands } from '../../../platform/ui-kit/parts/plain.ts';
import { UNIT_WORDS, type Unit } from '../labels.ts';

/** A figure as people read it: 3,412 人, 98.3%, 12.50 元. */
export function figureText(value: number | null, unit: Unit, language: 'zh' | 'en'): string {
  if (value === null) return '—';
  if (unit === 'fen') return `${(value / 100).toFixed(2)} ${language === 'zh' ? '元' : 'yuan'}`;
  const whole = Number.isInteger(value) ? thousands(value) : value.toFixed(1);
  const word = UNIT_WORDS[unit][language];
  return unit === 'percent' || unit === 'per_mille' ? `${value.toFixed(1)}${word}` : `${whole} ${word}`.trim();
}
