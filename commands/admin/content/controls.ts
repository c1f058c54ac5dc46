import { control } from '../../../src/messages/control.ts';
import { countParam, optionalParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';

/** What was typed is kept as a draft; its id stands in what is shown of it. */
export const draftParams = { draft: snowflakeParam };
const contentParams = { content: uuidParam };
const versionParams = { ...contentParams, version: countParam };

/**
 * The controls that articles and templates both have.
 * @param name begins the names of all of them
 */
export function contentControls(name: string) {
  return {
    /** Opens the form again with the draft's text. */
    draft: control(`${name}.draft`, draftParams),
    /** `over` is a version that somebody saved meanwhile, and that may be followed. */
    publish: control(`${name}.publish`, { ...draftParams, over: optionalParam(countParam) }),

    remove: control(`${name}.remove`, contentParams),
    putBack: control(`${name}.putBack`, contentParams),
    keep: control(`${name}.keep`, contentParams),

    turnVersions: control(`${name}.history`, { ...contentParams, page: countParam }),
    showVersion: control(`${name}.version`, versionParams),
    restore: control(`${name}.restore`, versionParams),
  };
}
