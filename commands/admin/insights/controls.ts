import { control } from '../../../src/messages/control.ts';
import { choiceParam } from '../../../src/messages/params.ts';

export const insightControls = {
  download: control('insights.csv', {}),
  downloadAs: control('insights.csvAs', { style: choiceParam(['comma', 'semicolon']) }),
};
