import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { type Clause } from '../regulation/index.ts';
import { civilDateOf } from '../time/index.ts';

/** What every document can say, whatever its kind. Days are YYYY-MM-DD. */
export const FACTS = z.strictObject({
  number: z.string().describe('文号 / number of the document'),
  issuedOn: z.string().describe('出具日期 / day of issue'),
  clause: z.string().describe('依据的条款及原文 / the clause and its text'),
  office: z.string().describe('便民服务中心 / the service centre'),
  unit: z.string().describe('承办单位 / the unit that handles the matter'),
  window: z.string().nullable().describe('窗口 / the window'),
  handler: z.string().nullable().describe('经办人 / who handles it'),
  addressee: z.string().nullable().describe('申请人全名 / the applicant’s full name'),
  itemName: z.string().nullable().describe('事项名称 / name of the matter'),
  caseNumber: z.string().nullable().describe('办件编号 / number of the case'),
  queryCode: z.string().nullable().describe('查询码 / query code of the case'),
  submittedOn: z.string().nullable().describe('申请日期 / day of the application'),
});

export type DocumentFacts = z.infer<typeof FACTS>;

/** The part of the facts that the matter gives; the rest comes with the issuing. */
export type MatterFacts = Omit<DocumentFacts, 'number' | 'issuedOn' | 'clause' | 'office'>;

/** The centre as its papers name it. */
export function officeName(county: { name: string } | null, township: { name: string }): string {
  return `${county?.name ?? ''}${township.name}综合便民服务中心`;
}

/** A clause as papers quote it; the English word that tells several demands of one number apart is the program's own. */
export function citationOf({ source, id, text }: Clause): string {
  return `《${source}》${id.replace(/ \([a-z]+\)$/, '')}：“${text}”`;
}

/** A window as papers name it. */
export function windowName(window: { number: string; name: string } | null): string | null {
  return window && `${window.number}号${window.name}`;
}

/** The facts of a matter that is no case: the unit, and what else is known of it. */
export function factsWithoutCase(known: Pick<MatterFacts, 'unit'> & Partial<MatterFacts>): MatterFacts {
  return {
    window: null,
    handler: null,
    addressee: null,
    itemName: null,
    caseNumber: null,
    queryCode: null,
    submittedOn: null,
    ...known,
  };
}

/** The facts of a case as it stands now in the act's township. */
export async function factsOfCase(act: Act, caseId: string): Promise<MatterFacts> {
  const { directory } = act.platform;
  const row = await act.tx.case.findUniqueOrThrow({
    where: { townshipId_id: { townshipId: act.townshipId, id: caseId } },
    select: {
      number: true,
      queryCode: true,
      submittedAt: true,
      handlerId: true,
      applicant: { select: { name: true } },
      window: { select: { number: true, name: true } },
      itemVersionRow: {
        select: { name: true, item: { select: { station: { select: { name: true } } } } },
      },
    },
  });
  const township = directory.findTownship(act.townshipId);
  return {
    unit: row.itemVersionRow.item.station?.name ?? township?.name ?? '',
    window: windowName(row.window),
    handler: (row.handlerId && directory.findStaff(row.handlerId)?.name) ?? null,
    addressee: row.applicant.name,
    itemName: row.itemVersionRow.name,
    caseNumber: row.number,
    queryCode: row.queryCode,
    submittedOn: civilDateOf(row.submittedAt),
  };
}
