import type { Act } from '../../../core/acts/act.ts';
import { nextVersion } from '../../../core/cases/next-version.ts';
import { notFound, notOwnCase } from '../../../core/cases/refusals.ts';
import { findCase } from '../../../core/cases/store.ts';
import { trackCase } from '../../../core/cases/track.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import { CLAUSES } from '../clauses.ts';
import { copyAcknowledged, copyUnknown } from '../refusals.ts';
import { acknowledgmentFits, type AcknowledgmentMethod, type CopyKind } from '../rules.ts';

export interface AcknowledgeInput {
  readonly noticeId: string;
  readonly copy: CopyKind;
  readonly method: AcknowledgmentMethod;
  readonly note: string | null;
}

/**
 * 一(二)2: staff record that a copy was signed for, or that signing was refused.
 * Refusals: NOT_FOUND, NOTICE_ACKNOWLEDGMENT_INVALID, NOTICE_COPY_UNKNOWN, NOTICE_COPY_ACKNOWLEDGED.
 */
export async function acknowledgeNotice(act: Act, input: AcknowledgeInput): Promise<string> {
  const notice = await act.tx.notice.findUnique({
    where: { townshipId_id: { townshipId: act.townshipId, id: input.noticeId } },
    include: { copies: true },
  });
  if (!notice) throw new Refused(notFound({ type: 'Notice', id: input.noticeId }));
  enforce(acknowledgmentFits.decide({ ...input, byApplicant: false }));
  if (!notice.copies.some(({ copy }) => copy === input.copy))
    throw new Refused(copyUnknown({ copy: input.copy }, CLAUSES.written));
  if ((await settle(act, [notice.id], input)) === 0)
    throw new Refused(copyAcknowledged({ copy: input.copy }, CLAUSES.written));
  if (notice.caseId) await noteOnCase(act, notice.caseId, input);
  return notice.id;
}

/**
 * 一(二)2: the applicant confirms by link, with number and query code, what was given to him on the case.
 * Refusals: NOT_OWN_CASE when they do not fit, NOTICE_COPY_ACKNOWLEDGED when nothing is open. Returns the latest notice.
 */
export async function acknowledgeOwnNotice(
  act: Act,
  input: { number: string; queryCode: string },
): Promise<string> {
  const tracked = await trackCase(act.platform, input.number, input.queryCode);
  if (tracked.kind !== 'found' || tracked.townshipId !== act.townshipId)
    throw new Refused(notOwnCase({}, CLAUSES.written));
  const open = await act.tx.notice.findMany({
    where: {
      townshipId: act.townshipId,
      caseId: tracked.id,
      copies: { some: { copy: 'APPLICANT', acknowledgedAt: null } },
    },
    orderBy: { ordinal: 'desc' },
    select: { id: true },
  });
  const given = { copy: 'APPLICANT', method: 'SMS_LINK', note: null } as const;
  enforce(acknowledgmentFits.decide({ ...given, byApplicant: true }));
  const ids = open.map(({ id }) => id);
  const [latest] = ids;
  if (latest === undefined || (await settle(act, ids, given)) === 0)
    throw new Refused(copyAcknowledged({ copy: 'APPLICANT' }, CLAUSES.written));
  await noteOnCase(act, tracked.id, given);
  return latest;
}

// As the timeline tells it.
const COPIES: Readonly<Record<CopyKind, string>> = {
  APPLICANT: '交服务对象的一份',
  WINDOW_FILE: '窗口备案的一份',
};
const METHODS: Readonly<Record<AcknowledgmentMethod, string>> = {
  SIGNATURE: '签字签收',
  SMS_LINK: '凭查询码确认收到',
  REFUSAL_NOTE: '拒签，已注明',
};

async function settle(
  act: Act,
  noticeIds: string[],
  given: Pick<AcknowledgeInput, 'copy' | 'method' | 'note'>,
): Promise<number> {
  const { count } = await act.tx.noticeCopy.updateMany({
    where: {
      townshipId: act.townshipId,
      noticeId: { in: noticeIds },
      copy: given.copy,
      acknowledgedAt: null,
    },
    data: {
      method: given.method,
      note: given.note,
      acknowledgedAt: act.now,
      recordedBy: act.actor.kind === 'STAFF' ? act.actor.id : null,
    },
  });
  for (const id of noticeIds)
    act.audit({ verb: 'acknowledgeNotice', subjectType: 'Notice', subjectId: id, fields: ['method'] });
  return count;
}

async function noteOnCase(
  act: Act,
  caseId: string,
  { copy, method }: Pick<AcknowledgeInput, 'copy' | 'method'>,
): Promise<void> {
  const note = `${COPIES[copy]}：${METHODS[method]}`;
  const before = await findCase(act.tx, act.townshipId, caseId);
  if (before) await nextVersion(act, before, 'acknowledgeNotice', note, CLAUSES.written);
}
