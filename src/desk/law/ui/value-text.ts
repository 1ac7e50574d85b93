type Say = (text: { zh: string; en: string }) => string;
type Option = { value: string; label: { zh: string; en: string } };

/** A value of the law in words: figures with their unit, options by name, lists separated, a yearly day as month and day. */
export function valueWords(
  value: unknown,
  standard: { type: string; unit: string | null; options: readonly Option[] },
  say: Say,
  yes: string,
  no: string,
): string {
  if (typeof value === 'boolean') return value ? yes : no;
  const named = (code: string) => {
    const option = standard.options.find((o) => o.value === code);
    return option ? say(option.label) : code;
  };
  if (Array.isArray(value)) return value.map((code) => named(String(code))).join('、');
  if (typeof value === 'number') return `${value.toLocaleString('en-US')}${standard.unit ? ` ${standard.unit}` : ''}`;
  return named(String(value));
}
