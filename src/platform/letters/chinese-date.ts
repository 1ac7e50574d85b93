const plainDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const beijingOffset = 8 * 3_600_000;

/** `2020-09-01` as it stands in a letter: `2020年9月1日`. Throws RangeError on anything but YYYY-MM-DD. */
export function chineseDate(date: string): string {
  const parts = plainDate.exec(date);
  if (!parts) throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`);
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** An instant (ISO 8601) as `2020-09-01 10:21` in Beijing time. Throws RangeError on what is not an instant. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + beijingOffset).toISOString().slice(0, 16).replace('T', ' ');
}
