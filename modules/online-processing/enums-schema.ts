import { doc } from '../../core/graphql/doc.ts';
import type { ModuleSchema } from '../../core/graphql/module-schema.ts';
import { CLAUSES } from './clauses.ts';
import type { Channel, FindingKind, InstallState, Standing } from './rules.ts';

// A field or an argument names an enum by its name; this tells the compiler the values.
declare module '../../core/graphql/enums.ts' {
  interface EnumValues {
    ItemChannelKind: Channel;
    EntryStanding: Standing;
    SoftwareInstallState: InstallState;
    DeviceFindingKind: FindingKind;
  }
}

/** The enum types of 网上办理. */
export function addEnums({ builder }: ModuleSchema): void {
  builder.enumType('ItemChannelKind', {
    description: doc('事项的办理渠道', 'through which system an item is handled', CLAUSES.channels),
    values: {
      PLATFORM: { description: doc('网上审批系统', 'the online system') },
      EXTERNAL: {
        description: doc('自有系统，须对接电子监察', 'a system of its own, which feeds monitoring'),
      },
      CLASSIFIED: { description: doc('涉密，只计件数', 'classified: only counted') },
    },
  });
  builder.enumType('EntryStanding', {
    description: doc('录入是否及时', 'how promptly it was entered', CLAUSES.entry),
    values: {
      PROMPT: { description: doc('及时', 'promptly') },
      LATE: { description: doc('不及时', 'late') },
      BACK_ENTRY: { description: doc('办结后补录', 'after completion') },
    },
  });
  builder.enumType('SoftwareInstallState', {
    description: doc('软件安装申请的状态', 'state of a request for software', CLAUSES.software),
    values: {
      REQUESTED: { description: doc('待监管办同意', 'waits for supervision') },
      CONSENTED: { description: doc('已同意，待安装', 'consented, waits for IT') },
      DECLINED: { description: doc('不同意', 'declined') },
      INSTALLED: { description: doc('已安装', 'installed') },
    },
  });
  builder.enumType('DeviceFindingKind', {
    description: doc('设备检查发现的问题', 'what an inspection found', CLAUSES.misuse),
    values: {
      UNRELATED_SOFTWARE: { description: doc('无关或违规软件', 'unrelated or forbidden software') },
      FOREIGN_MEDIA: { description: doc('外来光盘、U盘', 'foreign CD or USB') },
      WRONG_NETWORK: { description: doc('内外网错误切换', 'wrong switching of networks') },
      NETWORK_FAULT: { description: doc('违规操作影响其他窗口网络', 'misuse that cut off other windows') },
      OUTSIDER: { description: doc('非中心人员操作', 'an outsider at the device') },
      PERSONAL_USE: { description: doc('炒股、游戏、聊天等', 'stocks, games, chat and the like') },
    },
  });
}
