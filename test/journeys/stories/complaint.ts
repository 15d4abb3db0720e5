import assert from 'node:assert/strict';
import { AT, type Clerk } from './assessment.ts';
import { APPLICANT } from './people.ts';
import type { Teller } from './story.ts';
import { verb } from './verb.ts';

const OFFICER = { ...AT, as: 'COMPLAINT_OFFICER' } as const;

/** A complaint of a clerk in which fault will be found. */
export interface Complaint {
  readonly category: 'ATTITUDE' | 'DELAY';
  readonly content: string;
  /** Day of what is complained of, `2026-09-07`. */
  readonly occurredOn: string;
  /** When it is filed, as steps say it; and the days on which it is accepted, investigated and concluded. */
  readonly filed: string;
  readonly days: readonly [accepted: string, investigated: string, concluded: string];
  readonly evidence: string;
}

/** Files of a number, as the desk looks them up. */
export const FILES =
  'query ($number: String) { complaints(number: $number) { edges { node { id status } } } }';

/** 三(二): somebody complains of a clerk; the desk accepts, investigates, answers, and finds him at fault. The complaint’s number. */
export async function verifiedComplaint(teller: Teller, clerk: Clerk, told: Complaint): Promise<string> {
  const { category, content, occurredOn, filed, days, evidence } = told;
  const { fileComplaint: receipt } = await teller.ask({
    ...AT,
    ...verb('fileComplaint', 'ComplaintReceipt { number }', {
      category,
      content,
      occurredOn,
      respondentId: clerk.id,
      ...APPLICANT,
    }),
    title: '群众网上投诉窗口人员 / somebody complains of a clerk',
    when: filed,
  });
  const { number } = receipt as { number: string };
  const [accepted, investigated, concluded] = days;
  const { complaints } = await teller.ask({
    ...OFFICER,
    title: '投诉受理人员看到投诉 / the desk finds it',
    when: `${accepted} 08:50`,
    query: FILES,
    variables: { number },
  });
  const complaintId = complaints.edges[0].node.id as string;
  const steps: readonly [title: string, when: string, name: string, input: object][] = [
    ['受理投诉 / it is accepted', `${accepted} 09:00`, 'acceptComplaint', {}],
    [
      '调查核实，取得证据 / investigated, with evidence',
      `${investigated} 10:00`,
      'noteInvestigation',
      { text: evidence, evidence: true },
    ],
    [
      '答复投诉人 / the complainant is answered',
      `${concluded} 09:30`,
      'answerComplaint',
      { answer: '情况属实，已责令改正' },
    ],
    [
      '认定工作人员有责任 / concluded: fault of the clerk',
      `${concluded} 10:00`,
      'concludeComplaint',
      { finding: 'STAFF_FAULT', measures: ['批评教育'] },
    ],
  ];
  for (const [title, when, name, input] of steps) {
    const { [name]: answer } = await teller.ask({
      ...OFFICER,
      ...verb(name, 'Complaint { id status finding }', { complaintId, ...input }),
      title,
      when,
    });
    assert.ok(answer.id, JSON.stringify(answer));
  }
  return number;
}
