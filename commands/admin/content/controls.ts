import { control } from '../../../src/messages/control.ts';
import { countParam, uuidParam } from '../../../src/messages/params.ts';

const versionParams = { content: uuidParam, version: countParam };

/**
 * The controls by which the versions of articles, or of templates, are turned over, shown and restored.
 * @param name begins the names of all of them
 */
export function versionControls(name: string) {
  return {
    turnPage: control(`${name}.history`, { content: uuidParam, page: countParam }),
    show: control(`${name}.version`, versionParams),
    restore: control(`${name}.restore`, versionParams),
  };
}
