import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('shows the example as it is tested', async () => {
  const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const [readme, example] = await Promise.all([read('../README.md'), read('example.test.ts')]);
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});
