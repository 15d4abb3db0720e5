import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { Channel, TextKind } from './store.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    PublicationChannel: Channel;
    PublicTextKind: TextKind;
  }
}

/** The enum types of 办事公开. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('PublicationChannel', {
    description: doc('公开渠道', 'where something is put up', CLAUSES.column),
    values: {
      BULLETIN: { description: doc('政务公开专栏', 'notice column') },
      WINDOW_BOARD: { description: doc('窗口公开牌', 'board at the window') },
      LEAFLET: { description: doc('宣传资料', 'leaflet') },
      GOV_SITE: { description: doc('政府网站', 'government website') },
      SCREEN: { description: doc('大厅显示屏', 'screen in the hall') },
    },
  });
  builder.enumType('PublicTextKind', {
    description: doc('公开文本的种类', 'what a published text is', CLAUSES.discipline),
    values: {
      RULE: { description: doc('工作制度', 'work rules') },
      DISCIPLINE: { description: doc('工作纪律', 'discipline') },
    },
  });
}
