import type { Act } from '../acts/act.ts';
import { hashPassword } from './password.ts';

/**
 * Gives a member of the act's township staff an account with this password, or his account this password; one person,
 * one account, signed in to with the staff number. Returns the user name, null when nobody in service has the number.
 */
export async function setStaffPassword(act: Act, staffNo: string, password: string): Promise<string | null> {
  const { townshipId, tx } = act;
  const staff = await tx.staff.findUnique({ where: { townshipId_staffNo: { townshipId, staffNo } } });
  if (!staff?.active) return null;
  const username = staffNo.toLowerCase();
  const fresh = { passwordHash: await hashPassword(password), failedAttempts: 0, lockedUntil: null };
  await tx.account.upsert({
    where: { townshipId_staffId: { townshipId, staffId: staff.id } },
    create: { townshipId, staffId: staff.id, username, ...fresh },
    update: fresh,
  });
  act.audit({ verb: 'setPassword', subjectType: 'Account', subjectId: staff.id, fields: ['passwordHash'] });
  return username;
}

/** Gives an existing county account this password. Returns whether there is such an account. */
export async function setCountyPassword(act: Act, username: string, password: string): Promise<boolean> {
  const account = await act.tx.countyAccount.findUnique({ where: { username: username.toLowerCase() } });
  if (!account) return false;
  const fresh = { passwordHash: await hashPassword(password), failedAttempts: 0, lockedUntil: null };
  await act.tx.countyAccount.update({ where: { id: account.id }, data: fresh });
  act.audit({
    verb: 'setPassword',
    subjectType: 'CountyAccount',
    subjectId: account.id,
    fields: ['passwordHash'],
  });
  return true;
}
