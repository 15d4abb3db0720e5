import type { Fee } from '../catalogue/rules.ts';
import type { RowReader } from './row-reader.ts';

const FREE = /^(?:(?:0|零)元?|不收费|无收费|免费|免收费用|不收取(?:任何)?费用)(?:（(?:不收费|免费)）)?$/;
/** One amount for one thing, and nothing else: `10元`, `10元/证`, `每证10元`. */
const SINGLE_AMOUNT =
  /^(?:每\p{Script=Han}{1,4})?(?<yuan>\d{1,7})(?:\.(?<fen>\d{1,2}))?元(?:整|[/／每]\p{Script=Han}{1,6})?$/u;

/** The fee of an item: none when the list is silent; an amount only where its text leaves no doubt. */
export function readFees(cells: RowReader): Fee[] {
  const text = cells.raw('fee');
  if (text === '') return [];
  return [
    {
      text,
      amountFen: amountFenOf(text),
      basis: cells.raw('fee_basis'),
      legalBasis: cells.raw('fee_legal_basis'),
      approvalDocNo: cells.raw('fee_approval_doc_no'),
    },
  ];
}

/** fen; null when the text names no amount or several */
function amountFenOf(text: string): number | null {
  if (FREE.test(text)) return 0;
  const amount = SINGLE_AMOUNT.exec(text)?.groups;
  return amount ? Number(amount['yuan']) * 100 + Number((amount['fen'] ?? '').padEnd(2, '0')) : null;
}
