import { defineVersions } from '../content/versions.ts';
import { scenes } from './scenes.ts';

/** A scene's versions. */
export const sceneVersions = defineVersions(scenes);
