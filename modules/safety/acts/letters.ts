import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { onSince } from '../../../core/modules/on-since.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { addDays, yearOf } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { UNSIGNED } from '../messages.ts';
import { letterNotOpen } from '../refusals.ts';
import { lettersDue } from '../rules.ts';
import { settingsOf, tellLeaders } from '../service.ts';
import { MODULE_ID } from '../store.ts';

/** 四(四)1: gives everybody in service his letter of this year; whoever has one keeps it. Returns one's own. */
export async function issueLetters(act: Act): Promise<string> {
  const { townshipId, tx } = act;
  const year = yearOf(act.today);
  await giveLetters(act, year);
  const where = { townshipId, year, staffId: actingStaff(act) };
  const own = await tx.safetyLetter.findUniqueOrThrow({ where: { townshipId_year_staffId: where } });
  act.audit({ verb: 'issueSafetyLetters', subjectType: 'SafetyLetter', subjectId: own.id, fields: ['year'] });
  return own.id;
}

async function giveLetters(act: Act, year: number): Promise<void> {
  const { townshipId, tx } = act;
  const staff = await tx.staff.findMany({ where: { townshipId, active: true }, select: { id: true } });
  await tx.safetyLetter.createMany({
    data: staff.map((one) => ({
      townshipId,
      id: randomUUID(),
      year,
      staffId: one.id,
      issuedOn: act.today,
    })),
    skipDuplicates: true,
  });
}

/** 四(四)1: signs one's own letter of this year. Refusals: SAFETY_LETTER_NOT_OPEN. */
export async function signLetter(act: Act): Promise<string> {
  const { townshipId, tx } = act;
  const where = { townshipId, year: yearOf(act.today), staffId: actingStaff(act) };
  const { count } = await tx.safetyLetter.updateMany({
    where: { ...where, signedAt: null },
    data: { signedAt: act.now },
  });
  if (count === 0) throw new Refused(letterNotOpen({}, CLAUSES.everyone));
  const own = await tx.safetyLetter.findUniqueOrThrow({ where: { townshipId_year_staffId: where } });
  act.audit({
    verb: 'signSafetyLetter',
    subjectType: 'SafetyLetter',
    subjectId: own.id,
    fields: ['signedAt'],
  });
  return own.id;
}

/** Days after their day on which unsigned letters are still reported, as after an outage. */
const LOOK_BACK_DAYS = 14;

/**
 * The job: on the day by which letters are signed, those in service who have not are reported, once a year. Whoever was
 * never given one has not signed either: he gets it then, so that the list names him.
 */
export async function reportUnsigned(act: Act): Promise<void> {
  const { calendar } = act.platform.directory;
  const hours = act.platform.directory.openingHoursOf(act.townshipId);
  const since = onSince(act, MODULE_ID);
  const { dueOn, due } = lettersDue.decide(act.now, since, settingsOf(act), hours, calendar);
  if (!due || act.today > addDays(dueOn, LOOK_BACK_DAYS)) return;
  const { townshipId, tx } = act;
  const year = yearOf(act.today);
  const reported = { townshipId, type: 'safety.lettersUnsigned', factId: lettersFact(act, year) };
  if ((await tx.outboxEvent.count({ where: reported })) > 0) return;
  await giveLetters(act, year);
  const where = { townshipId, year, signedAt: null, staff: { active: true } };
  const unsigned = await tx.safetyLetter.count({ where });
  if (unsigned === 0) return;
  act.emit({
    type: 'safety.lettersUnsigned',
    factId: reported.factId,
    payload: { year, dueOn, unsigned },
  });
  await tellLeaders(
    act,
    UNSIGNED,
    { year: String(year), count: String(unsigned) },
    `safety.unsigned/${year}`,
  );
}

/** The letters of a township in a year are one fact. */
function lettersFact(act: Act, year: number): string {
  return `safetyLetters/${act.townshipId}/${year}`;
}
