/** One clause of the regulation (or of a law it rests on), verbatim and dated. An amended clause is a new object, never an edit. */
export interface Clause {
  /** Spelled as the regulation numbers it, e.g. `一(四)3 (extension)`; the part in brackets names one of several demands. */
  readonly id: string;
  /** Verbatim Chinese text. */
  readonly text: string;
  /** Title of the document it stands in. */
  readonly source: string;
  /** First day in force, YYYY-MM-DD. */
  readonly effectiveFrom: string;
  /** Why no rule enforces it; absent when rules do. */
  readonly notEnforced?: string;
}

/** What all clauses of one document share. */
export interface ClauseSource {
  readonly source: string;
  readonly effectiveFrom: string;
}

/** Completes a record of clauses with their document; the keys are how code refers to them. */
export function defineClauses<K extends string>(
  document: ClauseSource,
  clauses: Record<K, { id: string; text: string; notEnforced?: string } & Partial<ClauseSource>>,
): Record<K, Clause> {
  const complete = {} as Record<K, Clause>;
  for (const key of Object.keys(clauses) as K[]) complete[key] = { ...document, ...clauses[key] };
  return complete;
}

/** The township's own regulation (社溪镇综合便民服务中心管理制度, 2022-03-06). */
export const REGULATION: ClauseSource = {
  source: '社溪镇综合便民服务中心管理制度（2022年3月6日）',
  effectiveFrom: '2022-03-06',
};

/** 中华人民共和国行政许可法 (2019 revision), cited as ALL. */
export const ADMINISTRATIVE_LICENSING_LAW: ClauseSource = {
  source: '中华人民共和国行政许可法（2019年修正）',
  effectiveFrom: '2019-04-23',
};
