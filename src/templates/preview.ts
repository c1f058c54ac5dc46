/**
 * A text in a code block of Discord, for the preview: markdown and mentions inside it are shown, not obeyed.
 * Only three backticks in a row could end the block; an invisible character keeps them apart here, and nowhere else.
 */
export function codeBlock(text: string): string {
  return `\`\`\`\n${text.replaceAll('```', '`\u200b`\u200b`')}\n\`\`\``;
}
