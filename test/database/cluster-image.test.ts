import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyClusterImage, prepareClusterImage } from '../../src/database/cluster-image.ts';
import { openPglite } from '../../src/database/embedded-settings.ts';
import { testDirectory } from '../support/database.ts';

describe('the prepared cluster', () => {
  it('is made once, and a copy of it is a working database of its own', async () => {
    const folder = await testDirectory();
    const [cache, first, second] = ['cache', 'first', 'second'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await prepareClusterImage(cache);
    const [name = ''] = await readdir(cache);
    const made = await stat(join(cache, name, 'PG_VERSION'));
    await prepareClusterImage(cache);
    expect((await stat(join(cache, name, 'PG_VERSION'))).ino).toBe(made.ino);

    for (const target of [first, second]) {
      await mkdir(target);
      await chmod(target, 0o755);
      expect(await copyClusterImage(target, cache)).toBe(true);
      expect((await stat(target)).mode & 0o777).toBe(0o700);
    }
    const one = await openPglite({ dataDir: first });
    await one.exec('CREATE TABLE mine (id int); INSERT INTO mine VALUES (7)');
    const other = await openPglite({ dataDir: second });
    expect((await one.query('SELECT id FROM mine')).rows).toEqual([{ id: 7 }]);
    await expect(other.query('SELECT id FROM mine')).rejects.toThrow('does not exist');
    await Promise.all([one.close(), other.close()]);
  }, 60_000);

  it('is not copied where there is none', async () => {
    const folder = await testDirectory();
    expect(await copyClusterImage(join(folder, 'target'), join(folder, 'cache'))).toBe(false);
  });
});
