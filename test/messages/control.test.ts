import { describe, expect, it } from 'vitest';
import { defineButton } from '../../src/dialogue/action.ts';
import { control } from '../../src/messages/control.ts';
import { encodeId } from '../../src/messages/custom-id.ts';
import { countParam, uuidParam } from '../../src/messages/params.ts';
import { buttons, toMe } from '../../src/messages/reply.ts';

const ID = '0198a9b0-0000-7000-8000-000000000001';
const stopControl = control('entry.stop', { id: uuidParam, page: countParam });

describe('a control', () => {
  it('makes custom ids of its name and parameters', () => {
    const id = encodeId('entry.stop', { id: uuidParam, page: countParam }, { id: ID, page: 3 });
    expect(stopControl.with({ id: ID, page: 3 })).toBe(id);
  });

  it('is what its handler answers', () => {
    const stop = defineButton({
      ...stopControl,
      access: 'everyone',
      run: (_call, { id, page }) => toMe(`${id} ${page + 1}`),
    });
    expect(stop).toMatchObject({ type: 'button', name: 'entry.stop', params: stopControl.params });
  });

  it('lets no mistake through the compiler', () => {
    // Never called: the compiler alone is asked, and complains of a mistake that it lets through.
    const mistakes = () => [
      // @ts-expect-error a parameter is missing
      stopControl.with({ id: ID }),
      // @ts-expect-error a parameter of another type
      stopControl.with({ id: ID, page: 'three' }),
      // @ts-expect-error a parameter that it does not have
      stopControl.with({ id: ID, page: 3, entry: ID }),
      // @ts-expect-error a handler that reads what the control does not carry
      defineButton({ ...stopControl, access: 'everyone', run: (_call, { entry }) => toMe(entry) }),
      // @ts-expect-error a handler of no control
      defineButton({ name: 'entry.stop', params: {}, access: 'everyone', run: () => toMe('Stopped') }),
      // @ts-expect-error a control that nobody declared
      stoppControl.with({ id: ID, page: 3 }),
      // @ts-expect-error a name where a control's id is wanted
      buttons({ label: 'Stop', does: 'entry.stop' }),
    ];
    expect(mistakes).toBeTypeOf('function');
  });
});
