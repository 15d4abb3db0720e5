import { randomUUID } from 'node:crypto';
import type { Act } from '../../core/acts/act.ts';
import type { CaseFacts } from '../../core/cases/contribution.ts';
import { staleVersion } from '../../core/cases/refusals.ts';
import type { ItemFacts } from '../../core/catalogue/rules.ts';
import type { Prisma } from '../../core/db/client.ts';
import { issueDocument } from '../../core/documents/service.ts';
import { applicantOf } from '../../core/notifications/applicant.ts';
import { draftOf, queueMessages } from '../../core/notifications/queue.ts';
import { enforce, Refused } from '../../core/regulation/index.ts';
import { civilDateOf } from '../../core/time/index.ts';
import { proposeBreach } from './acts/breaches.ts';
import { RETURN_SLIP, SUPPLEMENT_SLIP } from './documents.ts';
import './events.ts';
import { guideBindsTheWindow } from './guide-rules.ts';
import { NOTICE_ISSUED } from './messages.ts';
import {
  copiesOfNotice,
  leftOutBefore,
  noticeHasItsFields,
  noticeNamesEverything,
  secondNoticeHasSupervisor,
  tripsAreBreach,
  type NoticeContents,
  type NoticeItem,
  type NoticeKind,
} from './rules.ts';
import { OneTimeNoticeSettings } from './settings.ts';
import { findGuideMaterials, findNoticesOf, MODULE_ID } from './store.ts';

/** The settings in force in the act's township. */
export function settingsOf(act: Act): OneTimeNoticeSettings {
  return act.platform.switches.settingsOf(act.townshipId, { id: MODULE_ID, settings: OneTimeNoticeSettings });
}

/** A notice on a case as it is to be given. */
export interface NoticeDraft {
  readonly kind: NoticeKind;
  /** The case before the step that the notice brings. */
  readonly facts: CaseFacts;
  readonly item: ItemFacts;
  readonly reason: string;
  readonly items: readonly NoticeItem[];
  /** How to query, in place of the township's wording. */
  readonly queryMethod?: string | null;
}

/**
 * 一(二)2 and 3: writes down a notice on a case with its document and its two copies, tells the applicant, and proposes a
 * breach where it asks for what an earlier one left out. Refusals: NOTICE_NOT_REASONED, NOTICE_MATERIAL_UNKNOWN,
 * SECOND_NOTICE_NEEDS_SUPERVISOR, GUIDE_HOLDS, NOTICE_FIELD_MISSING, CONFLICT.
 */
export async function writeNotice(act: Act, draft: NoticeDraft): Promise<string> {
  const { kind, facts, item, reason, items } = draft;
  const { tx, townshipId } = act;
  const settings = settingsOf(act);
  const earlier = await findNoticesOf(tx, townshipId, facts.id);
  enforce(
    noticeNamesEverything.decide({ reason, items }, item.materials),
    secondNoticeHasSupervisor.decide({ earlier: earlier.length, roles: act.actor.roles, reason }, settings),
    guideBindsTheWindow.decide({ guide: await findGuideMaterials(tx, townshipId, facts.id), items }),
  );
  const contents = await contentsOf(act, draft, settings);
  const copies = copiesOfNotice.decide(kind);
  if (copies.length > 0) enforce(noticeHasItsFields.decide(contents, facts));
  const document =
    copies.length > 0
      ? await issueDocument(
          act,
          kind === 'RETURN' ? RETURN_SLIP : SUPPLEMENT_SLIP,
          { caseId: facts.id },
          slipOf(reason, contents),
        )
      : null;
  const leftOut = leftOutBefore.decide(
    items,
    earlier.map((notice) => notice.items),
  );
  const id = randomUUID();
  const { count } = await tx.notice.createMany({
    data: [
      {
        ...keepNotice(act, { id, kind, item, reason, items }),
        caseId: facts.id,
        caseVersion: facts.version,
        ordinal: earlier.length + 1,
        extraTrip: leftOut.length > 0,
        contents: copies.length > 0 ? (contents as unknown as Prisma.InputJsonObject) : undefined,
        documentId: document?.id ?? null,
      },
    ],
    skipDuplicates: true,
  });
  // Somebody else gave a notice on this version of the case a moment ago.
  if (count === 0) throw new Refused(staleVersion({ expected: facts.version, actual: facts.version + 1 }));
  await tx.noticeCopy.createMany({ data: copies.map((copy) => ({ townshipId, noticeId: id, copy })) });
  tellOfNotice(act, {
    id,
    kind,
    item,
    caseId: facts.id,
    ordinal: earlier.length + 1,
    extraTrip: leftOut.length > 0,
  });
  if (leftOut.length > 0)
    await proposeTrips(act, {
      noticeId: id,
      caseId: facts.id,
      staffId: earlier[0]?.issuedBy ?? null,
      trips: earlier.filter((notice) => notice.extraTrip).length + 1,
    });
  if (document)
    await queueMessages(act, [
      draftOf(NOTICE_ISSUED, {
        ...(await applicantOf(act, facts)),
        data: { item: item.name, number: facts.number, notice: document.number },
        dedupeKey: `notice/${id}`,
      }),
    ]);
  return id;
}

/** What every notice keeps, on a case or not. */
export function keepNotice(
  act: Act,
  notice: { id: string; kind: NoticeKind; item: ItemFacts; reason: string; items: readonly NoticeItem[] },
) {
  const { id, kind, item, reason, items } = notice;
  return {
    townshipId: act.townshipId,
    id,
    kind,
    itemId: item.itemId,
    itemVersion: item.version,
    reason,
    items: items as unknown as Prisma.InputJsonArray,
    issuedOn: act.today,
    issuedAt: act.now,
    issuedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
  };
}

/** Audit entry and event of a notice. */
export function tellOfNotice(
  act: Act,
  notice: {
    id: string;
    kind: NoticeKind;
    item: ItemFacts;
    caseId: string | null;
    ordinal: number;
    extraTrip: boolean;
  },
): void {
  const { id, kind, item, caseId, ordinal, extraTrip } = notice;
  act.audit({ verb: 'issueNotice', subjectType: 'Notice', subjectId: id, fields: ['kind', 'items'] });
  act.emit({
    type: 'notice.issued',
    caseId,
    factId: `notice.issued/${id}`,
    payload: {
      noticeId: id,
      kind,
      caseId,
      itemId: item.itemId,
      itemVersion: item.version,
      staffId: act.actor.kind === 'STAFF' ? act.actor.id : null,
      ordinal,
      extraTrip,
      day: act.today,
    },
  });
}

/** A demand that an earlier notice left out: on record at once, a scoring candidate with the trips it cost. */
async function proposeTrips(
  act: Act,
  found: { noticeId: string; caseId: string; staffId: string | null; trips: number },
): Promise<void> {
  const { noticeId, caseId, staffId, trips } = found;
  await proposeBreach(act, {
    noticeId,
    ground: 'ITEM_OMITTED',
    criterion: null,
    staffId,
    trips,
    factId: `notice.omitted/${noticeId}`,
  });
  if (tripsAreBreach.decide(trips, settingsOf(act)))
    await proposeBreach(act, {
      noticeId,
      ground: 'EXTRA_TRIPS',
      criterion: 'CM2b',
      staffId,
      trips,
      factId: `notice.trips/${caseId}`,
    });
}

async function contentsOf(
  act: Act,
  { facts, item, items, queryMethod }: NoticeDraft,
  settings: OneTimeNoticeSettings,
): Promise<NoticeContents> {
  const station = item.stationId
    ? await act.tx.station.findUnique({
        where: { townshipId_id: { townshipId: act.townshipId, id: item.stationId } },
        select: { name: true },
      })
    : null;
  return {
    unit: station?.name ?? '',
    // The paper is signed by whoever handles the case; without one, by whoever gives the notice.
    handler: (facts.handlerId && act.platform.directory.findStaff(facts.handlerId)?.name) || act.actor.name,
    appliedOn: civilDateOf(facts.submittedAt),
    matter: item.name,
    procedure: item.procedure,
    materials: item.materials.map(({ name }) => name),
    toSupplement: items.map(({ text }) => text),
    promisedLimit: limitOf(item),
    queryMethod: (queryMethod ?? settings.queryMethod)
      .replaceAll('{number}', facts.number)
      .replaceAll('{queryCode}', facts.queryCode),
  };
}

/** The limit as a notice words it; empty when the item has none. */
function limitOf({ kind, promisedDays, statutoryDays }: ItemFacts): string {
  if (kind === 'IMMEDIATE') return '即办件，受理后当场办结';
  const days = promisedDays ?? statutoryDays;
  return days === null ? '' : `受理之日起${days}个工作日`;
}

/** What the paper of a notice says beyond the facts of its case. */
function slipOf(reason: string, contents: NoticeContents) {
  const { handler, procedure, materials, toSupplement, promisedLimit, queryMethod } = contents;
  return {
    reason,
    handledBy: handler,
    items: toSupplement.map((text, i) => ({ order: i + 1, text })),
    procedure: procedure.join('、'),
    materials: materials.join('、'),
    promisedLimit,
    queryMethod,
  };
}
