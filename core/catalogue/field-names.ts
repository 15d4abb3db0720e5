/** What people call the fields that an item may lack, by the names that demands give them. */
export const ITEM_FIELD_NAMES: Readonly<Record<string, string>> = {
  name: '事项名称',
  station: '站所',
  conditions: '办理条件',
  materials: '申请材料',
  procedure: '办理程序',
  kind: '办件类型',
  quantity: '数量',
  flow: '流程',
  promisedDays: '承诺时限',
  'promisedDays<=statutoryDays': '不超过法定时限的承诺时限',
  fees: '收费',
  legalBasis: '设定依据',
  laws: '所依据的法律法规和规范性文件',
  sampleForms: '示范文本',
  limit: '办理期限',
  post: 'A、B岗',
};

/** A field by what people call it. */
export function itemFieldName(field: string): string {
  return ITEM_FIELD_NAMES[field] ?? field;
}
