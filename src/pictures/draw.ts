import { createAside } from '../threads/aside.ts';
import type { Picture } from './picture.ts';

/**
 * Draws a picture as PNG, 1200 pixels wide, on an opaque background. Runs in a separate thread to keep the event loop free; the
 * thread ends after twenty idle seconds, since it holds some 60 MB.
 *
 * @throws if drawing fails or takes more than ten seconds; a picture takes a tenth of that on a slow machine
 */
export const draw = createAside<Picture, Uint8Array>({
  module: new URL('./worker.ts', import.meta.url),
  failure: 'a picture could not be drawn',
  limit: 10_000,
  idle: 20_000,
  memory: 128,
});

/**
 * Like {@link draw}, for answers that work without it: undefined if it failed, which is passed to `report`. The text beside a
 * picture always says the same.
 */
export async function tryToDraw(
  picture: Picture,
  report: (error: unknown, what: string) => void,
): Promise<Uint8Array | undefined> {
  try {
    return await draw(picture);
  } catch (error) {
    report(error, 'A picture was left out');
    return undefined;
  }
}
