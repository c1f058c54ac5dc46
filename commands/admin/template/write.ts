import { defineForm } from '../../../src/dialogue/action.ts';
import { defineWriting } from '../content/write.ts';
import { communityTemplateControls } from './controls.ts';
import { communityTemplates } from './templates.ts';

const { write, actions } = defineWriting(communityTemplates);

const submitTemplate = defineForm({ ...communityTemplateControls.write, access: 'moderator', run: write });

export const templateWriteActions = [submitTemplate, ...actions];
