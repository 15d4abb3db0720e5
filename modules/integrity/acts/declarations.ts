import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { endClocks, readingOf, startClock } from '../../../core/clocks/service.ts';
import { findOpenClocks } from '../../../core/clocks/store.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { tellEach } from '../../../core/notifications/queue.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { DECLARATION_DUE, DECLARATION_OPEN, DECLARATIONS_UNSIGNED } from '../messages.ts';
import { declarationNotOpen } from '../refusals.ts';
import { LEADERS } from '../roles.ts';
import { declarationLimit, quarterOpens, unsignedAreTold } from '../rules.ts';
import { settingsOf } from '../service.ts';
import { campaignSubject, DECLARATION, findUnsigned, MODULE_ID } from '../store.ts';

/** The job: from the first working day of a quarter everybody in service has his declaration to sign, with a limit that is a clock. */
export async function openQuarter(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  const { directory } = act.platform;
  const settings = settingsOf(act);
  const hours = directory.openingHoursOf(townshipId);
  const now = quarterOpens.decide(act.now, onSince(act, MODULE_ID), settings, hours, directory.calendar);
  if (now === null) return;
  const id = randomUUID();
  const { count } = await tx.declarationCampaign.createMany({
    data: [{ ...now, townshipId, id, openedOn: act.today }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  const staff = await tx.staff.findMany({ where: { townshipId, active: true }, select: { id: true } });
  const staffIds = staff.map((one) => one.id);
  await tx.integrityDeclaration.createMany({
    data: staffIds.map((staffId) => ({ townshipId, id: randomUUID(), campaignId: id, staffId })),
  });
  const { dueOn } = await startClock(act, {
    ...campaignSubject(id),
    ...declarationLimit.decide(act.today, settings),
    caseId: null,
    module: MODULE_ID,
    kind: DECLARATION,
    clause: CLAUSES.chapter.id,
    stopsFor: ['MODULE_OFF'],
    endsIn: ['REPORTED', 'SIGNED'],
  });
  act.audit({
    verb: 'openDeclarations',
    subjectType: 'DeclarationCampaign',
    subjectId: id,
    fields: ['quarter'],
  });
  await tellEach(act, DECLARATION_OPEN, staffIds, { data: { dueOn }, dedupeKey: `integrity.declare/${id}` });
}

/** 四(三): signs one's own declaration, also late; of several the latest. Refusals: INTEGRITY_DECLARATION_NOT_OPEN. */
export async function signDeclaration(act: Act, input: { matters: string | null }): Promise<string> {
  const { townshipId, tx } = act;
  const own = await tx.integrityDeclaration.findFirst({
    where: { townshipId, staffId: actingStaff(act), signedAt: null },
    orderBy: [{ campaign: { year: 'desc' } }, { campaign: { quarter: 'desc' } }],
  });
  if (!own) throw new Refused(declarationNotOpen({}, CLAUSES.chapter));
  const { count } = await tx.integrityDeclaration.updateMany({
    where: { townshipId, id: own.id, signedAt: null },
    data: { signedAt: act.now, matters: input.matters?.trim() || null },
  });
  if (count === 0) throw new Refused(declarationNotOpen({}, CLAUSES.chapter));
  act.audit({
    verb: 'signIntegrityDeclaration',
    subjectType: 'IntegrityDeclaration',
    subjectId: own.id,
    fields: ['signedAt'],
  });
  const left = await findUnsigned(tx, townshipId, own.campaignId);
  if (left.length === 0) await endClocks(act, campaignSubject(own.campaignId), 'SIGNED');
  return own.id;
}

/** The job: reminds on the last day, and beyond it tells the leaders how many are unsigned, once a campaign. */
export async function watchDeclarations(act: Act): Promise<void> {
  const { townshipId, tx } = act;
  for (const clock of await findOpenClocks(tx, townshipId, MODULE_ID)) {
    const id = clock.subjectId;
    const reading = readingOf(act, clock);
    const step = unsignedAreTold.decide(reading, act.today);
    if (step === null) continue;
    const unsigned = await findUnsigned(tx, townshipId, id);
    const { dueOn } = reading;
    if (step === 'REMIND') {
      await tellEach(act, DECLARATION_DUE, unsigned, {
        data: { dueOn },
        dedupeKey: `integrity.declareToday/${id}/${dueOn}`,
      });
      continue;
    }
    await tx.declarationCampaign.updateMany({
      where: { townshipId, id },
      data: { reportedDueOn: dueOn },
    });
    await endClocks(act, campaignSubject(id), 'REPORTED');
    act.audit({
      verb: 'reportDeclarations',
      subjectType: 'DeclarationCampaign',
      subjectId: id,
      fields: ['reportedDueOn'],
    });
    act.emit({
      type: 'integrity.declarationsUnsigned',
      factId: `declarationCampaign/${id}`,
      payload: { campaignId: id, dueOn, unsigned: unsigned.length },
    });
    await tellEach(act, DECLARATIONS_UNSIGNED, LEADERS, {
      data: { dueOn, count: String(unsigned.length) },
      dedupeKey: `integrity.unsigned/${id}`,
    });
  }
}
