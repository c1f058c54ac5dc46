import type { Command } from '../src/dialogue/command.ts';
import { adminAudit } from './admin/audit/audit.ts';
import { adminCheckinClose } from './admin/checkin/close.ts';
import { adminCheckinPause, adminCheckinResume } from './admin/checkin/pause.ts';
import { adminCheckinPost } from './admin/checkin/post.ts';
import { adminCheckinPreview } from './admin/checkin/preview.ts';
import { adminCheckinSkip } from './admin/checkin/skip.ts';
import { adminGuideAdd } from './admin/guide/add.ts';
import { adminGuideEdit } from './admin/guide/edit.ts';
import { adminGuideExport } from './admin/guide/export.ts';
import { adminGuideGaps } from './admin/guide/gaps.ts';
import { adminGuideHide } from './admin/guide/hide.ts';
import { adminGuideHistory } from './admin/guide/history.ts';
import { adminGuideImport } from './admin/guide/import.ts';
import { adminGuideRemove } from './admin/guide/remove.ts';
import { adminHealth } from './admin/health/health.ts';
import { adminInsights } from './admin/insights/insights.ts';
import { adminModerateBlock, adminModerateUnblock } from './admin/moderate/block.ts';
import { adminModerateQueue } from './admin/moderate/queue.ts';
import { adminModerateRemove } from './admin/moderate/remove.ts';
import { adminSceneAdd } from './admin/scene/add.ts';
import { adminSceneEdit } from './admin/scene/edit.ts';
import { adminSceneHide } from './admin/scene/hide.ts';
import { adminSceneRemove } from './admin/scene/remove.ts';
import { adminSettings } from './admin/settings/settings.ts';
import { adminSetup, bringingSetup } from './admin/setup/setup.ts';
import { adminTemplateAdd } from './admin/template/add.ts';
import { adminTemplateEdit } from './admin/template/edit.ts';
import { adminTemplateRemove } from './admin/template/remove.ts';
import { adminExport } from './admin/transfer/export.ts';
import { adminImport } from './admin/transfer/import.ts';
import { askGuide } from './ask.ts';
import { boundariesDocument } from './boundaries/document.ts';
import { boundariesEdit } from './boundaries/edit.ts';
import { boundariesShow } from './boundaries/show.ts';
import { checkinAnswer } from './checkin/answer.ts';
import { checkinReminders } from './checkin/reminders.ts';
import { checkinStatus } from './checkin/status.ts';
import { findAdvice } from './find-advice.ts';
import { guideBrowse } from './guide/browse.ts';
import { guideRead } from './guide/read.ts';
import { guideSearch } from './guide/search.ts';
import { guideTip } from './guide/tip.ts';
import { helpCommand } from './help.ts';
import { practice } from './practice/practice.ts';
import { privacyDelete } from './privacy/delete.ts';
import { privacyExport } from './privacy/export.ts';
import { privacyShow } from './privacy/show.ts';
import { settingsHours } from './settings/hours.ts';
import { settingsLanguage } from './settings/language.ts';
import { settingsShow } from './settings/show.ts';
import { settingsZone } from './settings/zone.ts';
import { templateDelete } from './template/delete.ts';
import { templateList } from './template/list.ts';
import { templateSave } from './template/save.ts';
import { templateUse } from './template/use.ts';
import { violationExport } from './violation/export.ts';
import { violationInsights } from './violation/insights.ts';
import { violationList } from './violation/list.ts';
import { logMessage, violationLog } from './violation/log.ts';

const working: readonly Command[] = [
  guideSearch,
  guideRead,
  guideBrowse,
  guideTip,
  findAdvice,
  askGuide,
  templateUse,
  templateList,
  templateSave,
  templateDelete,
  boundariesEdit,
  boundariesShow,
  boundariesDocument,
  violationLog,
  violationList,
  violationInsights,
  violationExport,
  logMessage,
  practice,
  privacyShow,
  privacyExport,
  privacyDelete,
  settingsShow,
  settingsLanguage,
  settingsHours,
  settingsZone,
  adminSetup,
  adminSettings,
  adminHealth,
  adminInsights,
  adminAudit,
  adminExport,
  adminImport,
  adminCheckinPreview,
  adminCheckinPost,
  adminCheckinPause,
  adminCheckinResume,
  adminCheckinSkip,
  adminCheckinClose,
  checkinAnswer,
  adminModerateQueue,
  adminModerateRemove,
  adminModerateBlock,
  adminModerateUnblock,
  checkinStatus,
  checkinReminders,
  adminGuideAdd,
  adminGuideEdit,
  adminGuideHide,
  adminGuideRemove,
  adminGuideHistory,
  adminGuideImport,
  adminGuideExport,
  adminGuideGaps,
  adminTemplateAdd,
  adminTemplateEdit,
  adminTemplateRemove,
  adminSceneAdd,
  adminSceneEdit,
  adminSceneHide,
  adminSceneRemove,
];

/** Every command of the bot. A test compares the list with the files in this folder. */
export const commands: readonly Command[] = [...working.map(bringingSetup), helpCommand(working)];
