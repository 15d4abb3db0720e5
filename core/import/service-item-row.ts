import type { ItemFields, ItemKind } from '../catalogue/rules.ts';
import { splitList, type Columns } from './cell-text.ts';
import { readFees } from './item-fees.ts';
import { readLimits } from './item-limits.ts';
import { parseMaterial } from './material-notation.ts';
import type { AnyRow, ImportFormat, Parsed } from './report.ts';
import { parseRows, type RowReader } from './row-reader.ts';

export type { Rejection } from './report.ts';

/** Where an item comes from, and what else its list says that no column of the catalogue holds. */
export interface ItemSource {
  readonly publisher: string | null;
  readonly region: string | null;
  readonly sourceUrl: string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD, as precise as the list is. */
  readonly sourceDate: string | null;
  readonly quality: string | null;
  readonly extraUrls: readonly string[];
  /** Address by column, for columns that come from elsewhere than `sourceUrl`. */
  readonly fieldSources: Readonly<Record<string, string>>;
  readonly notes: string | null;
  /** Whether the list was read from an excerpt that ends in the middle of the page. */
  readonly excerptCut: boolean | null;
  /** Columns whose value is the demo's own. */
  readonly invented: readonly string[];
  readonly itemType: string | null;
  readonly level: string | null;
  readonly basicCode: string | null;
  /** Station or window as published; `ParsedRow.station` is where the list's editor puts the item. */
  readonly stationPublished: string | null;
  /** Number of the window that takes the item; the A/B post itself is set up elsewhere. */
  readonly windowNumber: string | null;
  readonly isJoint: boolean | null;
  readonly jointLead: string | null;
  readonly jointEvidence: string | null;
}

/** What a version of an item says; a change of anything here is a new version. */
export interface ItemContent extends ItemFields {
  readonly kind: ItemKind | null;
  readonly limitText: string | null;
  readonly implementingBody: string | null;
  readonly serviceObject: string | null;
  readonly consultPhone: string | null;
  readonly complaintPhone: string | null;
  readonly source: ItemSource;
}

/** A row of a list of items. */
export interface ParsedRow extends AnyRow {
  /** The list's own id, e.g. SI-001. */
  readonly code: string;
  /** Name of the station that handles it (`station_mapped`). */
  readonly station: string | null;
  readonly content: ItemContent;
}

const COLUMNS: Columns = {
  id: 'text',
  item_name: 'text',
  item_type: 'text',
  station_published: 'text',
  station_mapped: 'text',
  implementing_body: 'text',
  level: 'text',
  service_object: 'text',
  basic_code: 'text',
  legal_basis: 'list',
  conditions: 'text',
  materials: 'materials',
  procedure: 'steps',
  statutory_limit_text: 'text',
  statutory_limit_value: 'text',
  statutory_limit_unit: 'text',
  promised_limit_text: 'text',
  promised_limit_value: 'text',
  promised_limit_unit: 'text',
  handling_limit_text: 'text',
  handling_limit_value: 'text',
  handling_limit_unit: 'text',
  case_kind: 'text',
  fee: 'text',
  fee_basis: 'text',
  consult_phone: 'text',
  complaint_phone: 'text',
  is_joint: 'text',
  joint_lead: 'text',
  joint_stations: 'list',
  joint_evidence: 'text',
  region: 'text',
  publisher: 'text',
  source_url: 'text',
  source_date: 'text',
  source_quality: 'text',
  extra_source_urls: 'list',
  field_sources: 'map',
  excerpt_cut: 'text',
  notes: 'text',
  // What a county may know beyond the published lists.
  quantity: 'text',
  laws: 'list',
  sample_forms: 'list',
  flow: 'text',
  window_number: 'text',
  fee_legal_basis: 'text',
  fee_approval_doc_no: 'text',
  invented: 'list',
};

/**
 * Reads a list of service items (事项). JSON and CSV of the same list give the same rows. Every bad row is reported with
 * its line, its columns and the reasons. Limits are in working days, fees in fen. Never throws.
 */
export function parseItemRows(text: string, format: ImportFormat): Parsed<ParsedRow> {
  return parseRows(text, format, {
    columns: COLUMNS,
    required: ['id', 'item_name'],
    key: 'id',
    read: readItem,
  });
}

function readItem(cells: RowReader): ParsedRow {
  const limits = readLimits(cells);
  const { kind, note } = readKind(cells, limits.onTheSpot);
  return {
    line: cells.line,
    township: cells.text('township'),
    code: cells.required('id'),
    station: cells.text('station_mapped'),
    content: {
      name: cells.required('item_name'),
      kind,
      conditions: cells.text('conditions'),
      quantity: cells.text('quantity'),
      materials: cells.attempt('materials', [], () => splitList(cells.raw('materials')).map(parseMaterial)),
      procedure: cells.steps('procedure'),
      flow: cells.text('flow'),
      statutoryDays: limits.statutoryDays,
      promisedDays: limits.promisedDays,
      limitText: limits.limitText,
      fees: readFees(cells),
      legalBasis: cells.list('legal_basis'),
      laws: cells.list('laws'),
      sampleForms: cells.list('sample_forms'),
      jointParticipants: cells.list('joint_stations'),
      implementingBody: cells.text('implementing_body'),
      serviceObject: cells.text('service_object'),
      consultPhone: cells.text('consult_phone'),
      complaintPhone: cells.text('complaint_phone'),
      source: readSource(cells, note),
    },
  };
}

function readKind(cells: RowReader, onTheSpot: boolean): { kind: ItemKind | null; note: string | null } {
  const text = cells.raw('case_kind');
  if (text === '') return { kind: onTheSpot ? 'IMMEDIATE' : null, note: null };
  if (text === '即办件') return { kind: 'IMMEDIATE', note: null };
  if (text === '承诺件') return { kind: 'PROMISED', note: null };
  if (!text.includes('即办件') || !text.includes('承诺件'))
    cells.reject(
      'case_kind',
      `“${text}”不是 即办件 或 承诺件`,
      `"${text}" is neither 即办件 (immediate) nor 承诺件 (promised)`,
    );
  return { kind: null, note: `公布的办件类型为“${text}”，未定。` };
}

function readSource(cells: RowReader, note: string | null): ItemSource {
  return {
    publisher: cells.text('publisher'),
    region: cells.text('region'),
    sourceUrl: address(cells, 'source_url', cells.raw('source_url')) || null,
    sourceDate: partialDate(cells, 'source_date'),
    quality: cells.text('source_quality'),
    extraUrls: cells.list('extra_source_urls').map((url) => address(cells, 'extra_source_urls', url)),
    fieldSources: Object.fromEntries(
      Object.entries(cells.map('field_sources')).map(([k, url]) => [k, address(cells, 'field_sources', url)]),
    ),
    notes: [cells.raw('notes'), note ?? ''].join('') || null,
    excerptCut: cells.flag('excerpt_cut'),
    invented: cells.list('invented'),
    itemType: cells.text('item_type'),
    level: cells.text('level'),
    basicCode: cells.text('basic_code'),
    stationPublished: cells.text('station_published'),
    windowNumber: cells.text('window_number'),
    isJoint: cells.flag('is_joint'),
    jointLead: cells.text('joint_lead'),
    jointEvidence: cells.text('joint_evidence'),
  };
}

function address(cells: RowReader, field: string, url: string): string {
  if (url !== '' && !(/^https?:\/\//.test(url) && URL.canParse(url)))
    cells.reject(field, `“${url}”不是网址`, `"${url}" is no web address`);
  return url;
}

function partialDate(cells: RowReader, field: string): string | null {
  const text = cells.raw(field);
  if (text !== '' && !/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text))
    cells.reject(field, `“${text}”不是日期（YYYY-MM-DD）`, `"${text}" is no date (YYYY-MM-DD)`);
  return text || null;
}
