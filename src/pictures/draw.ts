import { createAside } from '../threads/aside.ts';
import type { Picture } from './picture.ts';

/**
 * Draws a picture as PNG, 1200 pixels wide, on an opaque background. In a thread of its own: the event loop is never held up.
 * It is ended when nothing was drawn for twenty seconds, since it holds some 60 MB.
 *
 * @throws if it cannot be drawn, or not within ten seconds; a picture takes a tenth of that on a slow machine
 */
export const draw = createAside<Picture, Uint8Array>({
  module: new URL('./worker.ts', import.meta.url),
  failure: 'a picture could not be drawn',
  limit: 10_000,
  idle: 20_000,
  memory: 128,
});

/**
 * As {@link draw}, for answers that go without it: undefined where it could not be drawn, which `report` is told. What a
 * picture shows stands in the text beside it.
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
