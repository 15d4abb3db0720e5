import { beforeEach, expect, test } from 'vitest';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import samplesFile from '../../test/fixtures/complaints-samples.json' with { type: 'json' };
import {
  addRespondent,
  file,
  messagesFor,
  openBox,
  take,
  track,
} from '../../test/support/complaint-scene.ts';
import { eventsOf, uuidOf } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

/** The twelve scenarios as each is told, through the API: filed, accepted, investigated, explained, answered. */
const SAMPLES = samplesFile.samples;
type Sample = (typeof SAMPLES)[number];

const CATEGORIES = ['REFUSAL', 'DELAY', 'ATTITUDE', 'ABSENCE', 'BRIBERY'] as const;
const CHANNELS: Readonly<Record<string, string>> = {
  来访: 'VISIT',
  来信: 'LETTER',
  电话: 'PHONE',
  网上: 'ONLINE',
  意见箱: 'BOX',
};

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

/** Registers the complaint on the day it was filed; the telephone numbers, left out in the data, are invented. */
async function register(sample: Sample) {
  world.at(sample.filed_date);
  const channel = CHANNELS[sample.channel];
  const category = CATEGORIES[sample.scope_no - 1];
  return file(world, {
    category,
    channel,
    content: sample.summary,
    respondentId: await addRespondent(world, sample.respondent_station, sample.respondent),
    name: sample.complainant,
    phone: `0797-00000${sample.id.slice(-2)}`,
    ...(category === 'ABSENCE' ? { occurredOn: sample.filed_date } : {}),
    ...(channel === 'BOX' ? { boxOpeningId: await openBox(world, 1) } : {}),
  });
}

test.each(SAMPLES.map((sample) => [sample.id, sample.edge, sample] as const))(
  '三(二)3(2) answer · answered-within-five-days: %s, %s',
  async (_id, _edge, sample) => {
    const complaint = await register(sample);
    const { number, id: complaintId } = complaint;
    const major = sample.rule_branch === '重大报分管领导';
    // A bribery file is closed to the desk; the centre's director keeps it.
    const keeper = major ? 'CENTRE_DIRECTOR' : 'COMPLAINT_OFFICER';
    if (major) {
      expect(await messagesFor(world, 'UNIT_DEPUTY')).toEqual(['有一件重大投诉举报，请立即阅处。']);
      await take(world, 'UNIT_DEPUTY', 'acknowledgeComplaint', { complaintId });
    }
    world.at(sample.accepted_date, '10:00');
    expect(await take(world, keeper, 'acceptComplaint', { complaintId })).toMatchObject({
      status: 'ACCEPTED',
      dueOn: sample.expected_due_date,
    });
    expect(sample.counted_workdays.at(-1)).toBe(sample.expected_due_date);
    if (sample.rule_branch !== '当场答复')
      await take(world, keeper, 'noteInvestigation', { complaintId, text: '已向站所和窗口核实' });
    if (sample.extension_notified_date) {
      world.at(sample.extension_notified_date);
      const explained = { complaintId, reason: '需两站所核对', expectedDate: sample.answered_date };
      expect(await take(world, keeper, 'explainDelay', explained)).toMatchObject({ status: 'EXTENDED' });
    }
    world.at(sample.answered_date, '11:00');
    await runModuleJobs(world.platform);
    const explained = sample.extension_notified_date !== '';
    const status = explained ? 'EXTENDED' : sample.expected_overdue ? 'OVERDUE' : 'ACCEPTED';
    expect(await track(world, complaint)).toMatchObject({
      status,
      delayReason: explained ? '需两站所核对' : null,
    });
    expect(await eventsOf(world, 'complaint.overdue')).toEqual(
      status === 'OVERDUE' ? [{ complaintId: uuidOf(complaintId), dueOn: sample.expected_due_date }] : [],
    );
    const answered = { complaintId, answer: '已核实并责令改正' };
    expect(await take(world, keeper, 'answerComplaint', answered)).toMatchObject({ status: 'ANSWERED' });
    expect(await track(world, complaint)).toMatchObject({
      overdueDays: sample.expected_days_over,
      answer: '已核实并责令改正',
    });
    expect(await eventsOf(world, 'complaint.answered')).toMatchObject([
      { result: sample.expected_overdue ? 'late' : 'onTime' },
    ]);
    const told = (await messagesFor(world, keeper)).filter((text) => text.startsWith('您的投诉'));
    expect(told).toEqual([
      `您的投诉（${number}）已受理，应于${sample.expected_due_date}前答复，可凭编号和查询码查询。`,
      ...(explained
        ? [`您的投诉（${number}）不能如期办结，预计${sample.answered_date}答复，原因可凭编号和查询码查询。`]
        : []),
      `您的投诉（${number}）已答复，可凭编号和查询码查看和评价。`,
    ]);
  },
);
