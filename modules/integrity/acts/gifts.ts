import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { textMissing } from '../../../core/cases/refusals.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { actingStaff } from '../../../core/people/members.ts';
import { CLAUSES } from '../clauses.ts';
import { giftDaysInOrder, giftIsAFile } from '../rules.ts';
import { openFile } from '../service.ts';
import type { GiftDisposition } from '../store.ts';

export interface GiftInput {
  readonly description: string;
  readonly giver: string;
  /** fen, as estimated */
  readonly valueFen: number | null;
  readonly receivedOn: CivilDate;
  readonly disposition: GiftDisposition;
  readonly settledOn: CivilDate;
}

/** 四(三)3: declares a gift that could not be refused; one that was kept overnight is a file. Refusals: TEXT_REQUIRED, GIFT_DAYS. */
export async function declareGift(act: Act, input: GiftInput): Promise<string> {
  for (const field of ['description', 'giver'] as const)
    if (!input[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.gifts));
  enforce(giftDaysInOrder.decide(input, act.today));
  const staffId = actingStaff(act);
  const id = randomUUID();
  await act.tx.giftDeclaration.create({
    data: { ...input, townshipId: act.townshipId, id, staffId, declaredAt: act.now },
  });
  act.audit({ verb: 'declareGift', subjectType: 'GiftDeclaration', subjectId: id, fields: ['disposition'] });
  const code = giftIsAFile.decide(input);
  if (code !== null)
    await openFile(act, {
      code,
      source: 'GIFT',
      sourceId: id,
      subjectId: staffId,
      caseId: null,
      note: `${input.receivedOn}收到礼品，${input.settledOn}退还或上交。`,
    });
  return id;
}
