import type { Act } from '../acts/act.ts';
import { Refused, type Refusal } from '../regulation/index.ts';
import { verifyPassword } from './password.ts';
import { accountLocked, signInFailed } from './refusals.ts';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60 * 1000;

/** A well-formed hash of no password, so that an unknown user name costs as much time as a wrong password. */
const NO_ACCOUNT =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

interface KnownAccount {
  /** Uuid of the member of staff or of the county's account. */
  readonly id: string;
  readonly passwordHash: string;
  readonly lockedUntil: Date | null;
  readonly failedAttempts: number;
}

/**
 * Checks user name and password; returns whom the token will stand for. A wrong password is counted in the act's own
 * transaction, which stays although it is refused, while the account's row is held: attempts at once are all counted.
 * Refusals: SIGN_IN_FAILED (also for unknown names), ACCOUNT_LOCKED after five wrong passwords.
 */
export async function signIn(
  act: Act,
  input: { username: string; password: string },
): Promise<{ id: string; refusal?: Refusal }> {
  const isCounty = act.townshipId === act.platform.directory.county?.id;
  const username = input.username.trim().toLowerCase();
  const account = isCounty ? await countyAccount(act, username) : await staffAccount(act, username);
  if (account?.lockedUntil && account.lockedUntil > act.now)
    throw new Refused(accountLocked({ until: account.lockedUntil.toISOString() }));
  const right = await verifyPassword(input.password, account?.passwordHash ?? NO_ACCOUNT);
  if (!account) throw new Refused(signInFailed({}));
  act.audit({
    verb: right ? 'signIn' : 'signInFailed',
    subjectType: isCounty ? 'CountyAccount' : 'Account',
    subjectId: account.id,
  });
  if (right) {
    if (account.failedAttempts > 0) await setFailures(act, isCounty, account.id, 0, null);
    return { id: account.id };
  }
  const failures = account.failedAttempts + 1;
  const lockedUntil = failures >= MAX_FAILURES ? new Date(act.now.getTime() + LOCK_MS) : null;
  await setFailures(act, isCounty, account.id, lockedUntil ? 0 : failures, lockedUntil);
  return { id: account.id, refusal: signInFailed({}) };
}

async function staffAccount(act: Act, username: string): Promise<KnownAccount | null> {
  await act.tx
    .$queryRaw`select 1 from "Account" where "townshipId" = ${act.townshipId}::uuid and "username" = ${username} for update`;
  const row = await act.tx.account.findUnique({
    where: { townshipId_username: { townshipId: act.townshipId, username } },
    include: { staff: { select: { active: true } } },
  });
  return row?.staff.active ? { ...row, id: row.staffId } : null;
}

async function countyAccount(act: Act, username: string): Promise<KnownAccount | null> {
  await act.tx.$queryRaw`select 1 from "CountyAccount" where "username" = ${username} for update`;
  const row = await act.tx.countyAccount.findUnique({ where: { username } });
  return row?.active ? row : null;
}

async function setFailures(
  { tx, townshipId }: Act,
  isCounty: boolean,
  id: string,
  failedAttempts: number,
  lockedUntil: Date | null,
): Promise<void> {
  const data = { failedAttempts, lockedUntil };
  if (isCounty) await tx.countyAccount.update({ where: { id }, data });
  else await tx.account.update({ where: { townshipId_staffId: { townshipId, staffId: id } }, data });
}
