import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { page, STOPS_WITHIN, unit } from './documents.ts';

describe.each(['granica.service', 'granica@.service'])('%s', (name) => {
  const settings = new Map(
    unit(name)
      .split('\n')
      .filter((line) => /^[A-Za-z]+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

  it('starts the bot as `npm start` does, whatever ended it', () => {
    const { scripts } = z
      .object({ scripts: z.object({ start: z.string() }) })
      .parse(JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')));
    const command = scripts.start.replace('--env-file-if-exists=.env ', '').replace(/^node /, '');
    expect(settings.get('ExecStart')?.endsWith(`/node_modules/.bin/node ${command}`)).toBe(true);
    expect(settings.get('Restart')).toBe('always');
  });

  it('sends the signal that stops it in order, to the bot alone, and waits for that', () => {
    expect([settings.get('KillSignal'), settings.get('KillMode')]).toEqual(['SIGTERM', 'mixed']);
    expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThan(STOPS_WITHIN);
  });

  it('takes its rights away, and lets V8 compile', () => {
    const taken = ['NoNewPrivileges', 'PrivateTmp', 'PrivateDevices', 'ProtectHome', 'RestrictSUIDSGID'];
    expect(taken.map((each) => settings.get(each))).toEqual(taken.map(() => 'yes'));
    expect(settings.get('ProtectSystem')).toBe('strict');
    expect(settings.has('MemoryDenyWriteExecute')).toBe(false);
  });
});

it('two units get each its own port from its name, and the page names those that Prometheus asks', () => {
  expect(unit('granica@.service')).toContain('OPS_PORT=%i ');
  expect(page).toContain('granica@8080 granica@8081');
  expect(page).toContain('[127.0.0.1:8080, 127.0.0.1:8081]');
});

describe('the backup', () => {
  const ofBot = unit('granica.service');
  const rights = (text: string) =>
    text.match(/^(?:UMask|NoNew|Capability|Ambient|Protect|Private|Restrict|Lock|SystemCall|RemoveIPC).*$/gm);

  it('runs as the bot, with its settings and rights', () => {
    const backup = unit('granica-backup.service');
    for (const line of ofBot.match(/^(?:User|Group|WorkingDirectory|Environment|EnvironmentFile)=.*$/gm) ?? [])
      expect(backup).toContain(line);
    expect(rights(backup)).toEqual(rights(ofBot));
  });

  it('deletes older files only after it wrote one, where it writes them', () => {
    const backup = unit('granica-backup.service');
    const folder = '/var/lib/granica/backups';
    expect(backup).toMatch(new RegExp(`^ExecStart=.*src/cli/backup.ts "${folder}/granica-`, 'm'));
    expect(backup).toContain(`ExecStartPost=/usr/bin/find ${folder} -name granica-*.backup -mtime +14 -delete`);
  });
});
