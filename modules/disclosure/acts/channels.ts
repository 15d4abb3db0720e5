import { randomUUID } from 'node:crypto';
import type { Act } from '../../../core/acts/act.ts';
import { notFound, textMissing } from '../../../core/cases/refusals.ts';
import { endClocks } from '../../../core/clocks/service.ts';
import { enforce, Refused } from '../../../core/regulation/index.ts';
import type { CivilDate } from '../../../core/time/index.ts';
import { CLAUSES } from '../clauses.ts';
import { notPublished } from '../refusals.ts';
import { datumHasSource } from '../rules.ts';
import { enforceOwnStation, publisherOf } from '../service.ts';
import { publicationSubject, type Channel, type TextKind } from '../store.ts';

export interface RecordInput {
  readonly channel: Channel;
  /** Exactly one of both. */
  readonly publicationId: string | null;
  readonly textId: string | null;
  readonly photo: string | null;
}

/** 一(三)3: keeps that a version was put up on a channel; on the website it ends its limit. Refusals: NOT_FOUND, VERSION_NOT_PUBLISHED. */
export async function recordPublication(act: Act, input: RecordInput): Promise<string> {
  const { townshipId, tx } = act;
  const { publicationId, textId, channel, photo } = input;
  if (publicationId !== null) {
    const row = await tx.itemPublication.findUnique({
      where: { townshipId_id: { townshipId, id: publicationId } },
    });
    if (!row) throw new Refused(notFound({ type: 'ItemPublication', id: publicationId }));
    if (row.publishedAt === null) throw new Refused(notPublished({ version: row.version }, CLAUSES.column));
    if (channel === 'GOV_SITE') await endWebsiteLimits(act, row);
  } else if (textId !== null) {
    const text = await tx.publicText.findUnique({ where: { townshipId_id: { townshipId, id: textId } } });
    if (!text) throw new Refused(notFound({ type: 'PublicText', id: textId }));
  }
  const id = randomUUID();
  await tx.publicationRecord.create({
    data: {
      townshipId,
      id,
      channel,
      publicationId,
      textId,
      photo,
      postedAt: act.now,
      postedById: act.actor.id,
    },
  });
  act.audit({
    verb: 'recordPublication',
    subjectType: 'PublicationRecord',
    subjectId: id,
    fields: ['channel'],
  });
  return id;
}

/** A version on the website also ends the limits of the versions that it replaces. */
async function endWebsiteLimits(act: Act, row: { itemId: string; version: number }): Promise<void> {
  const { townshipId, tx } = act;
  const upTo = await tx.itemPublication.findMany({
    where: { townshipId, itemId: row.itemId, version: { lte: row.version } },
    select: { id: true },
  });
  for (const { id } of upTo) await endClocks(act, publicationSubject(id), 'ON_WEBSITE');
}

export interface TextInput {
  readonly code: string;
  readonly kind: TextKind;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly effectiveFrom: CivilDate | null;
}

/** 一(三)2(4): publishes a text; one of the same code is its next version. Refusals: TEXT_MISSING, SOURCE_REQUIRED. */
export async function publishText(act: Act, input: TextInput): Promise<string> {
  const { townshipId, tx } = act;
  for (const field of ['code', 'title', 'text'] as const)
    if (!input[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.discipline));
  enforce(datumHasSource.decide(input.source));
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`${townshipId}/${input.code}`}, 0))::text`;
  const last = await tx.publicText.findFirst({
    where: { townshipId, code: input.code },
    orderBy: { version: 'desc' },
  });
  const id = randomUUID();
  await tx.publicText.create({
    data: {
      ...input,
      townshipId,
      id,
      version: (last?.version ?? 0) + 1,
      effectiveFrom: input.effectiveFrom ?? act.today,
      publishedAt: act.now,
      publishedById: act.actor.id,
      publisher: publisherOf(act),
    },
  });
  act.audit({
    verb: 'publishText',
    subjectType: 'PublicText',
    subjectId: id,
    fields: ['text'],
    content: input.text,
  });
  return id;
}

export interface BoardInput {
  readonly staffId: string;
  readonly photo: string;
  readonly duties: string;
  readonly promise: string;
  /** Last day of the posting; null while it has none. */
  readonly endsOn: CivilDate | null;
}

/** 一(三)2(3): what the staff board says of a person; a changed entry is its next version. Refusals: NOT_FOUND, TEXT_MISSING, OF_ANOTHER_STATION. */
export async function publishBoardEntry(act: Act, input: BoardInput): Promise<string> {
  const { townshipId, tx } = act;
  const { staffId, ...content } = input;
  const staff = await tx.staff.findUnique({ where: { townshipId_id: { townshipId, id: staffId } } });
  if (!staff?.active) throw new Refused(notFound({ type: 'Staff', id: staffId }));
  enforceOwnStation(act, staff.stationId, CLAUSES.posts);
  for (const field of ['photo', 'duties', 'promise'] as const)
    if (!content[field].trim()) throw new Refused(textMissing({ field }, CLAUSES.posts));
  const published = {
    ...content,
    publishedAt: act.now,
    publishedById: act.actor.id,
    publisher: publisherOf(act),
    effectiveFrom: act.today,
  };
  const { id } = await tx.boardEntry.upsert({
    where: { townshipId_staffId: { townshipId, staffId } },
    create: { townshipId, id: randomUUID(), staffId, version: 1, ...published },
    update: { ...published, version: { increment: 1 } },
  });
  act.audit({
    verb: 'publishBoardEntry',
    subjectType: 'BoardEntry',
    subjectId: id,
    fields: ['photo', 'duties', 'promise', 'endsOn'],
  });
  return id;
}
