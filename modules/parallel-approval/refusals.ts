import { roleNames } from '../../core/auth/roles.ts';
import { refusalKind } from '../../core/regulation/index.ts';

export const jointNeedsParticipants = refusalKind('JOINT_NEEDS_PARTICIPANTS', {
  zh: '并联审批须有牵头站所和至少一个不同的协办站所，且不得重复',
  en: 'a joint item has a lead and at least one other station, none of them twice',
});

export const leadIsItemsStation = refusalKind('LEAD_IS_ITEMS_STATION', {
  zh: '牵头站所须是承办该事项的站所',
  en: 'the lead is the station that takes the item',
});

export const branchBeyondJoint = refusalKind<{ days: number; jointDays: number }>(
  'BRANCH_LIMIT_EXCEEDS_JOINT',
  { zh: '分支时限不得超过联办时限', en: 'a branch’s limit is within the joint limit' },
  ({ days, jointDays }) => ({
    zh: `分支时限${days}个工作日超过联办时限${jointDays}个工作日`,
    en: `${days} working days of a branch exceed the joint ${jointDays}`,
  }),
);

export const jointLimitDiffers = refusalKind<{ jointDays: number; promisedDays: number }>(
  'JOINT_LIMIT_DIFFERS',
  { zh: '联办时限须与事项的承诺时限一致', en: 'the joint limit is the item’s promise' },
  ({ jointDays, promisedDays }) => ({
    zh: `联办时限${jointDays}个工作日与事项承诺的${promisedDays}个工作日不一致`,
    en: `${jointDays} working days are not the item’s promise of ${promisedDays}`,
  }),
);

export const materialNotOfItem = refusalKind<{ materials: readonly string[] }>(
  'BRANCH_MATERIAL_UNKNOWN',
  { zh: '分支材料不在事项的材料目录内', en: 'a branch asks only for materials of the item’s list' },
  ({ materials }) => ({
    zh: `材料目录中没有：${materials.join('、')}`,
    en: `not among the item’s materials: ${materials.join(', ')}`,
  }),
);

export const entryAtLead = refusalKind<{ leadStation: string }>(
  'JOINT_ENTRY_AT_LEAD',
  { zh: '并联审批事项向牵头窗口申请', en: 'a joint item is applied for at the lead’s window' },
  ({ leadStation }) => ({
    zh: `请到牵头站所“${leadStation}”的窗口申请`,
    en: `apply at a window of the lead station "${leadStation}"`,
  }),
);

export const branchMaterialMissing = refusalKind<{ missing: readonly string[] }>(
  'BRANCH_MATERIAL_MISSING',
  { zh: '缺少分支所需的材料，不能抄告', en: 'a branch is not forked without its materials' },
  ({ missing }) => ({
    zh: `缺少分支所需的材料：${missing.join('、')}`,
    en: `materials of a branch are missing: ${missing.join(', ')}`,
  }),
);

export const notJoint = refusalKind('NOT_A_JOINT_CASE', {
  zh: '该事项不在并联审批目录内，或目录不含所选站所',
  en: 'the item, or the station chosen, is not in the joint catalogue',
});

export const leadStationOnly = refusalKind('LEAD_STATION_ONLY', {
  zh: '只有牵头站所可以受理、抄告、催办、汇总和答复；协办站所请在自己的分支中给出意见（一(五)3）',
  en: 'only the lead station accepts, notifies, urges, collects and answers; others give the opinion of their branch, 一(五)3',
});

export const branchOfAnother = refusalKind('BRANCH_OF_ANOTHER_STATION', {
  zh: '分支只能由承办站所的人员办理，牵头站所不能代写意见，可以催办（一(五)3）',
  en: 'a branch is handled by staff of its own station; the lead cannot write another’s opinion but may urge it, 一(五)3',
});

export const branchesOpen = refusalKind<{ open: readonly string[] }>(
  'JOINT_BRANCHES_OPEN',
  { zh: '尚有分支没有意见，不能办结', en: 'the case is not closed while branches are open' },
  ({ open }) => ({
    zh: `尚有分支没有意见：${open.join('、')}`,
    en: `branches without an opinion: ${open.join(', ')}`,
  }),
);

export const branchObjects = refusalKind<{ stations: readonly string[] }>(
  'JOINT_BRANCH_OBJECTS',
  {
    zh: '有分支不同意或要求整改，不能准予',
    en: 'no approval while a branch rejects or asks for rectification',
  },
  ({ stations }) => ({
    zh: `不同意或要求整改的站所：${stations.join('、')}`,
    en: `stations that object: ${stations.join(', ')}`,
  }),
);

export const branchStateWrong = refusalKind<{ state: string }>(
  'BRANCH_STATE_NOT_ALLOWED',
  { zh: '分支在当前状态下不能这样办理', en: 'the branch cannot take this step in its present state' },
  ({ state }) => ({ zh: `分支现为 ${state}，不能这样办理`, en: `not possible while the branch is ${state}` }),
);

export const opinionIncomplete = refusalKind<{ field: string }>(
  'OPINION_INCOMPLETE',
  {
    zh: '意见须具体明确，整改须提出要求',
    en: 'an opinion is definite; rectification states its requirements',
  },
  ({ field }) => ({ zh: `“${field}”不能为空`, en: `"${field}" must not be empty` }),
);

export const branchOverdue = refusalKind<{ dueOn: string }>(
  'BRANCH_OVERDUE',
  { zh: '分支已超时，不能再挂起或上报', en: 'an overdue branch is neither suspended nor reported up' },
  ({ dueOn }) => ({ zh: `分支应于${dueOn}办结，已超时`, en: `the branch was due on ${dueOn}` }),
);

export const suspensionUnfounded = refusalKind('SUSPENSION_UNFOUNDED', {
  zh: '只有服务对象原因且有证据的才能挂起',
  en: 'only the applicant’s own delay, with evidence, suspends a branch',
});

export const checkTooEarly = refusalKind<{ until: string }>(
  'SILENCE_CHECK_TOO_EARLY',
  { zh: '书面说明期限未到', en: 'the station may still explain itself' },
  ({ until }) => ({ zh: `${until}前可以书面说明`, en: `an explanation may be filed until ${until}` }),
);

export const sealHolderOnly = refusalKind<{ roles: readonly string[] }>(
  'SEAL_HOLDER_ONLY',
  { zh: '默认许可的决定须由印章保管人签发', en: 'a deemed consent is signed by a seal holder' },
  ({ roles }) => ({
    zh: `须由${roleNames(roles, 'zh', '或')}签发`,
    en: `signed by ${roleNames(roles, 'en', ' or ')}`,
  }),
);

export const sessionNotYet = refusalKind<{ day: string }>(
  'SESSION_NOT_YET',
  { zh: '踏勘或会议尚未举行', en: 'the visit or meeting was not held yet' },
  ({ day }) => ({
    zh: `踏勘或会议在${day}举行，之前不能登记出席`,
    en: `the visit or meeting is on ${day}; nobody is absent before`,
  }),
);

export const sessionRecorded = refusalKind('SESSION_RECORDED', {
  zh: '出席情况已登记',
  en: 'attendance has been recorded',
});

export const accountabilityDecided = refusalKind('ACCOUNTABILITY_DECIDED', {
  zh: '责任追究已有决定',
  en: 'the accountability case is decided',
});

export const REFUSALS = [
  jointNeedsParticipants,
  leadIsItemsStation,
  branchBeyondJoint,
  jointLimitDiffers,
  materialNotOfItem,
  entryAtLead,
  branchMaterialMissing,
  notJoint,
  leadStationOnly,
  branchOfAnother,
  branchesOpen,
  branchObjects,
  branchStateWrong,
  opinionIncomplete,
  branchOverdue,
  suspensionUnfounded,
  checkTooEarly,
  sealHolderOnly,
  sessionNotYet,
  sessionRecorded,
  accountabilityDecided,
];
