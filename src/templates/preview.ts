/**
 * A text in a code block of Discord, for the preview: markdown and mentions inside it are shown, not obeyed.
 * Only three backticks in a row could end the block; invisible characters keep them apart here, and nowhere else.
 */
export function codeBlock(text: string): string {
  const inside = text.replace(/`{3,}/gu, (ticks) => [...ticks].join('\u200b'));
  return `\`\`\`\n${inside}\n\`\`\``;
}
