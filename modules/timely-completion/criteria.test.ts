import { expect, test } from 'vitest';
import { CRITERIA } from './criteria.ts';

const breach = {
  clockId: 'clock',
  caseId: 'case',
  number: 'shexi-2026-000001',
  itemName: '残疾人证办理',
  windowId: 'window',
  handlerId: 'handler',
  kind: 'PROMISE',
  day: '2026-10-10',
  dueOn: '2026-10-09',
  overdueDays: 1,
};

/** The fact that a criterion sees in a payload. */
function factOf(code: string, payload: unknown) {
  return CRITERIA.find((c) => c.code === code)?.fact(payload as never, '2026-10-12');
}

test('一(四)2 (承诺) · acceptance-starts-both-clocks: an overdue day of the promise is a fact of CM4, of the statute none', () => {
  expect(factOf('CM4', breach)).toEqual({
    subjectKind: 'STAFF',
    subjectId: 'handler',
    occurredOn: '2026-10-10',
  });
  expect(factOf('CM4', { ...breach, kind: 'STATUTORY' })).toBeNull();
});

test('一(四)3 (accept) · upheld-refusal-report-is-a-candidate: an upheld report is a fact of CM1a; whose it is the group finds', () => {
  expect(factOf('CM1a', { reportId: 'report', itemId: 'item', windowId: 'window' })).toEqual({
    subjectKind: 'STAFF',
    subjectId: null,
    occurredOn: '2026-10-12',
  });
});
