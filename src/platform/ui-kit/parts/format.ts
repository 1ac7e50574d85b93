/** 3,000.00 元 from an integer number of fen. */
export function money(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${sign}${thousands(whole)}.${rest} 元`;
}

/** 3,412 from 3412. */
export function thousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+(?!\d))/gu, ',');
}

/** 2024年9月1日 from 2024-09-01, for letters and headings; other texts come back as they are. */
export function longDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date);
  return parts ? `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}

/** 1.4 MB from a size in bytes. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** The moment as a person in China reads it on a wall clock: 2024-09-01 14:05. */
export function wallClock(instant: string | Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(typeof instant === 'string' ? new Date(instant) : instant);
  return parts;
}
