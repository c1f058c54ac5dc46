/** Words one a line, or parted by commas. */
export function readWatchWords(text: string): string[] {
  const words = text
    .split(/[\n,;]+/u)
    .map((word) => word.trim())
    .filter((word) => word.replaceAll('*', '') !== '');
  return [...new Set(words)];
}
