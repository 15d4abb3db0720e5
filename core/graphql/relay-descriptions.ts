/** Descriptions and defaults of the Relay plugin's own types and arguments. */
export const RELAY_DESCRIPTIONS = {
  clientMutationId: 'omit',
  cursorType: 'String',
  nodeTypeOptions: { description: '有全局编号的对象 / an object with a global id' },
  pageInfoTypeOptions: {
    description: '分页信息 / where a page stands in its list',
    authScopes: { public: true },
  },
  hasNextPageFieldOptions: { description: '后面是否还有 / whether more follow' },
  hasPreviousPageFieldOptions: { description: '前面是否还有 / whether some come before' },
  startCursorFieldOptions: { description: '本页首条的游标 / cursor of the first entry' },
  endCursorFieldOptions: { description: '本页末条的游标 / cursor of the last entry' },
  idFieldOptions: { description: '全局编号 / global id' },
  cursorFieldOptions: { description: '游标 / cursor of this entry' },
  nodeFieldOptions: { description: '对象 / the entry itself' },
  edgesFieldOptions: { description: '本页各条 / the entries of this page' },
  pageInfoFieldOptions: { description: '分页信息 / where this page stands' },
  firstArgOptions: {
    description: '取前若干条，最多100，默认20 / how many from the start, at most 100, 20 by default',
  },
  lastArgOptions: { description: '取后若干条，最多100 / how many from the end, at most 100' },
  beforeArgOptions: { description: '取此游标之前的 / those before this cursor' },
  afterArgOptions: { description: '取此游标之后的 / those after this cursor' },
  defaultConnectionTypeOptions: {
    description: '一页列表 / one page of a list',
    authScopes: { public: true },
  },
  defaultEdgeTypeOptions: { description: '列表中的一条 / one entry of a list', authScopes: { public: true } },
} as const;
