import { relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { ROOT, targetOf } from './pages.ts';

/** The address at which the repository's files can be read, such as https://example.com/owner/name/blob/main; '' for none. */
const REPOSITORY = process.env.DOCS_REPOSITORY ?? '';

/**
 * Documents link to each other as files, so that they can be read in the repository. In the site such a link leads to the page; one
 * to a file that is no page leads to the repository, or is plain text where its address is not known.
 */
export function linkPages(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('pages', (state) => {
    const { realPath, path }: { realPath?: string; path: string } = state.env;
    const document = relative(ROOT, realPath ?? path);
    const closing: string[] = [];
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'link_close') token.tag = closing.pop() ?? 'a';
      if (token.type !== 'link_open') continue;
      const target = targetOf(document, String(token.attrGet('href') ?? ''));
      if (target && 'page' in target) token.attrSet('href', target.page);
      else if (target && REPOSITORY) token.attrSet('href', `${REPOSITORY}/${target.file}`);
      else if (target) {
        token.tag = 'span';
        token.attrs = [['title', target.file]];
      }
      closing.push(token.tag);
    }
  });
  escapeForVue(markdown);
}

/**
 * Documents are text, but the site makes Vue components of them: what looks like a tag or, between double braces, like code is escaped. Named
 * places stay what they are, and comments are left out.
 */
function escapeForVue(markdown: MarkdownRenderer): void {
  const { rules } = markdown.renderer;
  for (const kind of ['text', 'code_inline'] as const) {
    const render = rules[kind];
    rules[kind] = (...all) => (render?.(...all) ?? '').replaceAll('{{', '&#123;&#123;');
  }
  for (const kind of ['html_inline', 'html_block'] as const)
    rules[kind] = (tokens, index) => {
      const html = tokens[index]?.content ?? '';
      if (/^<!--[\s\S]*-->\s*$/.test(html)) return '';
      return /^(?:<a id="[\w-]+">|<\/a>)$/.test(html) ? html : markdown.utils.escapeHtml(html);
    };
}
