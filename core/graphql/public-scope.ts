import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';

const NAME = 'publicScope';
export default NAME;

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how a plugin of the builder is made known to it
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      publicScope: PublicScopePlugin<Types>;
    }
  }
}

/**
 * Takes the scope `{ public: true }` away before it is built into resolvers, since it asks nothing and would be asked of
 * every object; `extensions.publicScope` says that it was there. Stands before the plugin that asks scopes.
 */
class PublicScopePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    return withoutPublic(config);
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    return withoutPublic(config);
  }
}

function withoutPublic<C extends { pothosOptions: object; extensions?: object | null | undefined }>(
  config: C,
): C {
  const { authScopes, ...options } = config.pothosOptions as { authScopes?: unknown };
  if (!isPublic(authScopes)) return config;
  return { ...config, pothosOptions: options, extensions: { ...config.extensions, publicScope: true } };
}

function isPublic(scopes: unknown): boolean {
  return (
    typeof scopes === 'object' &&
    scopes !== null &&
    Object.keys(scopes).length === 1 &&
    (scopes as { public?: unknown }).public === true
  );
}

SchemaBuilder.registerPlugin(NAME, PublicScopePlugin);
