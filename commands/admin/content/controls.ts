import { control } from '../../../src/messages/control.ts';
import { countParam, optionalParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';

/** Typed text is stored as a draft; its id is in the controls of its messages. */
export const draftParams = { draft: snowflakeParam };
const contentParams = { content: uuidParam };
const versionParams = { ...contentParams, version: countParam };

/**
 * The controls of articles, templates and scenes.
 * @param name prefix of all their names
 */
export function contentControls(name: string) {
  return {
    /** Reopens the form with the draft's text. */
    draft: control(`${name}.draft`, draftParams),
    /** `over` is a version saved by someone else meanwhile that may be superseded. */
    publish: control(`${name}.publish`, { ...draftParams, over: optionalParam(countParam) }),

    remove: control(`${name}.remove`, contentParams),
    putBack: control(`${name}.putBack`, contentParams),
    keep: control(`${name}.keep`, contentParams),

    turnVersions: control(`${name}.history`, { ...contentParams, page: countParam }),
    showVersion: control(`${name}.version`, versionParams),
    restore: control(`${name}.restore`, versionParams),
  };
}
