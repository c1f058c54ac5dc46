/** Words, one per line or separated by commas. */
export function readWatchWords(text: string): string[] {
  const words = text
    .split(/[\n,;]+/u)
    .map((word) => word.trim())
    .filter((word) => word.replaceAll('*', '') !== '');
  return [...new Set(words)];
}
