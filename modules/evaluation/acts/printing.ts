import type { Act } from '../../../core/acts/act.ts';
import { notFound } from '../../../core/cases/refusals.ts';
import { factsWithoutCase } from '../../../core/documents/facts.ts';
import { issueDocument } from '../../../core/documents/service.ts';
import { Refused } from '../../../core/regulation/index.ts';
import { SCORE_SHEET } from '../documents.ts';
import { sheetIn } from '../period-rules.ts';
import { maySeeSheet } from '../sheet-rules.ts';
import { BLOCK_TITLES, criterionOf, type SubjectKind } from '../scoring-catalogue.ts';
import { subjectName } from './export.ts';

/**
 * 三(一)1: prints a frozen sheet, numbered and sealed, for the person concerned, the window's staff or the group; the id of
 * the document. Refusals: NOT_FOUND, also for a sheet of others.
 */
export async function printScoreSheet(act: Act, id: string): Promise<string> {
  const { townshipId, platform } = act;
  const row = await act.tx.scoreSheet.findUnique({ where: { townshipId_id: { townshipId, id } } });
  const subject = row && { kind: row.subjectKind as SubjectKind, id: row.staffId ?? row.windowId ?? '' };
  const windowId = platform.directory.findStaff(act.actor.id ?? '')?.windowId ?? null;
  const reader = { staffId: act.actor.id, windowId, roles: act.actor.roles };
  if (!row || !subject || !maySeeSheet.decide(reader, subject))
    throw new Refused(notFound({ type: 'ScoreSheet', id }));
  const sheet = sheetIn(row.text);
  const { id: documentId } = await issueDocument(
    act,
    SCORE_SHEET,
    { facts: factsWithoutCase({ unit: '考评组' }) },
    {
      subject: subjectName(act, subject),
      period: sheet.period,
      total: points(row.total),
      bonus: points(sheet.bonus),
      partial: sheet.partial,
      disqualified: sheet.disqualified.join('、') || null,
      blocks: sheet.blocks.map(({ block, full, score }) => ({
        title: BLOCK_TITLES[block],
        full: points(full),
        score: points(score ?? 0),
      })),
      lines: sheet.lines
        .toSorted((a, b) => (a.occurredOn + a.code < b.occurredOn + b.code ? -1 : 1))
        .map(({ occurredOn, code, counted, insteadId, takenBack }) => ({
          day: occurredOn,
          title: `${code} ${criterionOf(code)?.title.zh ?? ''}`,
          points: points(counted),
          note: takenBack ? '已更正撤销' : insteadId === null ? null : '同一事实另计最高一项',
        })),
      parts: sheet.parts.map(({ period, total }) => ({ period, total: points(total) })),
      digest: row.digest,
    },
  );
  return documentId;
}

function points(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}
