import type { Act } from '../../../core/acts/act.ts';
import { parseRows } from '../../../core/import/row-reader.ts';
import {
  rejection,
  type AnyRow,
  type ImportOptions,
  type ImportReport,
} from '../../../core/import/report.ts';
import { openImport } from '../../../core/import/township-rows.ts';
import type { ModuleImporter } from '../../../core/import/importer.ts';
import { instantAt, isCivilDate } from '../../../core/time/index.ts';
import { keepPunches } from './punches.ts';

/** A row of a device's export. Its other columns (name, department, way of verifying) are not read. */
interface PunchRow extends AnyRow {
  readonly staffNo: string;
  readonly at: Date;
  /** Code of the registered device. */
  readonly device: string;
}

const TIME = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** The instant of `2026/9/28 8:31:05` in China, or null. */
function readTime(text: string): Date | null {
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '00'] = TIME.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isCivilDate(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return new Date(instantAt(day, `${hour.padStart(2, '0')}:${minute}`).getTime() + Number(second) * 1_000);
}

/** 四(一)1: the usual export of a device as CSV: 考勤号码 (staff number), 日期时间, 机器号 (code of the device). */
export const PUNCH_FILE: ModuleImporter<PunchRow> = {
  kind: 'punches',
  ofOneTownship: true,
  parse: (text, format) =>
    parseRows(text, format, {
      columns: { 考勤号码: 'text', 日期时间: 'text', 机器号: 'text' },
      required: ['考勤号码', '日期时间', '机器号'],
      key: null,
      read: (cells) => {
        const at = readTime(cells.required('日期时间'));
        if (!at) cells.reject('日期时间', '不是日期时间', 'no date and time');
        return {
          line: cells.line,
          township: cells.text('township'),
          staffNo: cells.required('考勤号码'),
          at: at ?? new Date(0),
          device: cells.required('机器号'),
        };
      },
    }),
  run: importPunches,
};

async function importPunches(
  act: Act,
  rows: readonly PunchRow[],
  { dryRun }: ImportOptions,
): Promise<ImportReport> {
  const { townshipId, tx } = act;
  const township = await openImport(act, { dryRun });
  const report = { kind: 'punches', township, updated: 0, dryRun };
  const devices = await tx.attendanceDevice.findMany({ where: { townshipId, active: true } });
  const ids = new Map(devices.map((device) => [device.code, device.id]));
  const rejected = rows.flatMap(({ line, device }) =>
    ids.has(device)
      ? []
      : [
          rejection(
            line,
            '机器号',
            `没有登记的考勤机“${device}”`,
            `there is no registered device "${device}"`,
          ),
        ],
  );
  let [created, unchanged] = [0, 0];
  for (const [code, own] of Map.groupBy(rows, (row) => row.device)) {
    const deviceId = ids.get(code);
    if (deviceId === undefined) continue;
    if (dryRun) {
      created += own.length;
      continue;
    }
    const receipt = await keepPunches(act, deviceId, own);
    created += receipt.recorded;
    unchanged += receipt.repeated;
    for (const place of receipt.notTaken)
      rejected.push(
        rejection(
          own[place]?.line ?? 0,
          '考勤号码',
          '没有这个工号，或时间在将来',
          'no such staff number, or a time to come',
        ),
      );
    if (receipt.recorded > 0)
      act.audit({
        verb: 'importPunches',
        subjectType: 'AttendanceDevice',
        subjectId: deviceId,
        content: receipt,
      });
  }
  return { ...report, created, unchanged, rejected };
}
