/** 欧煜言 is 欧*言, 李慧 is 李*: the first character, and the last of three and more. */
export function maskedName(name: string): string {
  const letters = [...name];
  return letters.length < 3
    ? `${letters[0] ?? ''}*`
    : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}
