import { PermissionFlagsBits } from 'discord.js';
import { expect, it } from 'vitest';
import { PERMISSION_BITS } from '../../src/ports/permissions.ts';

it('permissions have the bits that discord.js knows them by', () => {
  for (const [name, bit] of Object.entries(PERMISSION_BITS))
    expect(bit, name).toBe(PermissionFlagsBits[name as keyof typeof PermissionFlagsBits]);
});
