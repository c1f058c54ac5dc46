// Runs after `npm ci`, as plain JavaScript because Node may be an old one there: parses and indexes the content, which starts
// then only read. Without it the first start does so itself. Does nothing where the content is not there yet (Dockerfile).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const contentDir = fileURLToPath(new URL('../content', import.meta.url));
if (Number(process.versions.node.split('.')[0]) >= 24 && existsSync(contentDir)) {
  try {
    const { keptContent } = await import('../src/app/prepared-content.ts');
    await keptContent(contentDir);
  } catch (error) {
    console.warn(`The content was not prepared; the first start will do it. (${error})`);
  }
}
