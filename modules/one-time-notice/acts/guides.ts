import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { nextVersion } from '../../../core/cases/next-version.ts';
import { caseNumber, nextNumber } from '../../../core/cases/number-series.ts';
import { newQueryCode } from '../../../core/cases/query-code.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { versionIsCurrent } from '../../../core/cases/rules.ts';
import { findCase } from '../../../core/cases/store.ts';
import { trackByNumber, type Tracked } from '../../../core/cases/track.ts';
import type { ItemFacts } from '../../../core/catalogue/rules.ts';
import type { Prisma } from '../../../core/db/client.ts';
import { factsWithoutCase, type MatterFacts } from '../../../core/documents/facts.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import type { Platform } from '../../../core/platform.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { civilDate, yearOf } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { GUIDE_NOTICE } from '../documents.ts';
import '../events.ts';
import { guideOfAnotherItem, questionAnswered } from '../refusals.ts';
import { guideStillHolds, guideTellsAll, type GuideContent } from '../guide-rules.ts';
import { settingsOf } from '../service.ts';
import { findGuideByNumber } from '../store.ts';

/** Before a case number this tells a guide's number apart. */
const PREFIX = 'GZ-';

/** Finds a guide by number and query code; wrong codes are counted and lock the number, as a case's. */
export function trackGuide(platform: Platform, number: string, queryCode: string): Promise<Tracked> {
  return trackByNumber(platform, { number, queryCode, prefix: PREFIX, find: findGuideByNumber });
}

export interface IssueGuideInput {
  readonly itemId: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** 一(二)1: hands out everything that the item asks for, as it stands today. Refusal: NOT_FOUND. */
export async function issueGuideNotice(act: Act, input: IssueGuideInput): Promise<string> {
  const item = act.platform.directory.findItem(act.townshipId, input.itemId)?.facts;
  if (!item) throw new Refused(notFound({ type: 'ServiceItem', id: input.itemId }));
  const township = act.platform.directory.findTownship(act.townshipId);
  if (!township) throw new Error('an act needs a known township');
  const content = guideTellsAll.decide(item);
  const year = yearOf(act.today);
  const sequence = await nextNumber(act.tx, act.townshipId, 'GUIDE', year);
  const number = `${PREFIX}${caseNumber(township.code, year, sequence)}`;
  const queryCode = newQueryCode();
  const facts = await factsOfInquiry(act, item, { name: input.name?.trim() || null, queryCode });
  const document = await issueDocument(act, GUIDE_NOTICE, { facts }, paperOf(number, content));
  const id = randomUUID();
  await act.tx.guideNotice.create({
    data: {
      townshipId: act.townshipId,
      id,
      number,
      queryCode,
      itemId: item.itemId,
      itemVersion: item.version,
      content: content as unknown as Prisma.InputJsonObject,
      subject: act.actor.kind === 'APPLICANT' ? act.actor.id : null,
      inquirerName: input.name?.trim() || null,
      inquirerPhone: input.phone?.trim() || null,
      issuedOn: act.today,
      issuedAt: act.now,
      issuedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
      documentId: document.id,
    },
  });
  act.audit({ verb: 'issueGuideNotice', subjectType: 'GuideNotice', subjectId: id, fields: ['itemVersion'] });
  act.emit({
    type: 'notice.guideIssued',
    factId: `notice.guideIssued/${id}`,
    payload: {
      guideId: id,
      itemId: item.itemId,
      itemVersion: item.version,
      staffId: act.actor.kind === 'STAFF' ? act.actor.id : null,
      day: act.today,
    },
  });
  return id;
}

/** The facts of an inquiry, which is no case yet. */
async function factsOfInquiry(
  act: Act,
  item: ItemFacts,
  inquirer: { name: string | null; queryCode: string },
): Promise<MatterFacts> {
  const { directory } = act.platform;
  const station = item.stationId
    ? await act.tx.station.findUnique({
        where: { townshipId_id: { townshipId: act.townshipId, id: item.stationId } },
        select: { name: true },
      })
    : null;
  return factsWithoutCase({
    unit: station?.name ?? directory.findTownship(act.townshipId)?.name ?? '',
    handler: act.actor.kind === 'STAFF' ? act.actor.name : null,
    addressee: inquirer.name,
    itemName: item.name,
    queryCode: inquirer.queryCode,
  });
}

/** What the paper of a guide says beyond its facts. */
function paperOf(guideNumber: string, content: GuideContent) {
  const { conditions, materials, procedure, promisedDays, statutoryDays, fees, forms } = content;
  const days = (count: number | null) => (count === null ? '未规定' : `${count}个工作日`);
  return {
    guideNumber,
    conditions,
    materials: materials.map(({ name, form }, i) => ({ order: i + 1, name, form })),
    procedure: procedure.join('、'),
    limits: `承诺时限${days(promisedDays)}，法定时限${days(statutoryDays)}`,
    fees: fees.length === 0 ? '不收费' : fees.map((fee) => fee.text).join('；'),
    forms: forms.map((form) => form.name).join('、') || null,
  };
}

/** 一(二)1: keeps a question of an inquirer, answered at once or not. Refusals: NOT_FOUND, TEXT_REQUIRED. */
export async function askGuideQuestion(
  act: Act,
  input: { guideId: string; question: string; answer: string | null },
): Promise<string> {
  const guide = await act.tx.guideNotice.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.guideId } },
  });
  if (!guide) throw new Refused(notFound({ type: 'GuideNotice', id: input.guideId }));
  if (!input.question.trim()) throw new Refused(textMissing({ field: 'question' }, CLAUSES.guide));
  const answer = input.answer?.trim() || null;
  const id = randomUUID();
  await act.tx.guideQuestion.create({
    data: {
      townshipId: act.townshipId,
      id,
      guideId: guide.id,
      question: input.question,
      askedAt: act.now,
      ...(answer ? { answer, answeredAt: act.now, answeredBy: act.actor.id } : {}),
    },
  });
  act.audit({ verb: 'askGuideQuestion', subjectType: 'GuideQuestion', subjectId: id, fields: ['question'] });
  return guide.id;
}

/** 一(二)1: answers an open question. Refusals: NOT_FOUND, TEXT_REQUIRED, GUIDE_QUESTION_ANSWERED. */
export async function answerGuideQuestion(
  act: Act,
  input: { questionId: string; answer: string },
): Promise<string> {
  const key = { townshipId: act.townshipId, id: input.questionId };
  const row = await act.tx.guideQuestion.findUnique({ where: { townshipId_id: key } });
  if (!row) throw new Refused(notFound({ type: 'GuideQuestion', id: input.questionId }));
  if (!input.answer.trim()) throw new Refused(textMissing({ field: 'answer' }, CLAUSES.guide));
  const { count } = await act.tx.guideQuestion.updateMany({
    where: { ...key, answeredAt: null },
    data: { answer: input.answer, answeredAt: act.now, answeredBy: act.actor.id },
  });
  if (count === 0) throw new Refused(questionAnswered({}, CLAUSES.guide));
  act.audit({
    verb: 'answerGuideQuestion',
    subjectType: 'GuideQuestion',
    subjectId: row.id,
    fields: ['answer'],
  });
  return row.guideId;
}

/** 一(二)1: an application rests on the guide that the applicant shows. Refusals: NOT_FOUND, CONFLICT, GUIDE_OF_ANOTHER_ITEM. */
export async function citeGuideNotice(
  act: Act,
  input: { caseId: string; version?: number | null | undefined; guideNumber: string },
): Promise<string> {
  const before = await findCase(act.tx, act.townshipId, input.caseId);
  if (!before) throw new Refused(notFound({ type: 'Case', id: input.caseId }));
  enforce(versionIsCurrent(before, input.version));
  const guide = await findGuideByNumber(act.tx, act.townshipId, input.guideNumber.trim());
  if (!guide) throw new Refused(notFound({ type: 'GuideNotice', id: input.guideNumber }));
  if (
    guide.itemId !== before.itemId ||
    !guideStillHolds.decide(civilDate(guide.issuedOn), act.today, settingsOf(act))
  )
    throw new Refused(guideOfAnotherItem({}, CLAUSES.guide));
  const after = await nextVersion(act, before, 'citeGuideNotice', guide.number, CLAUSES.guide);
  const cited = { guideId: guide.id, citedAt: act.now };
  await act.tx.caseGuide.upsert({
    where: { townshipId_caseId: { townshipId: act.townshipId, caseId: after.id } },
    create: { townshipId: act.townshipId, caseId: after.id, ...cited },
    update: cited,
  });
  return after.id;
}
