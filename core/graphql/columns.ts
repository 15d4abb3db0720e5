import {
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** Columns of a row; null = all. */
export type Columns = ReadonlySet<string> | null;

/**
 * Which columns of its row a field reads, beyond its key: said in `extensions.columns`, or evident because it shows just
 * one. A field that says nothing may read any, and so may what is selected of other types on the way.
 */
function columnsOfField(extensions: Readonly<Record<string, unknown>>): readonly string[] | null {
  const { columns, caseChild, pothosExposedField: shown } = extensions;
  if (columns !== undefined) return columns as readonly string[];
  // Read beside the row.
  if (caseChild !== undefined) return [];
  return typeof shown === 'string' ? [shown] : null;
}

/** The columns that the operation needs of the rows of a type, wherever objects of it stand below a field. */
export function columnsBelow(
  field: FieldNode,
  typename: string,
  of: string,
  info: GraphQLResolveInfo,
): Columns {
  const found = new Set<string>();
  const seen = new Set<string>();
  /** False when any column may be read. */
  const visit = (set: SelectionSetNode | undefined, within: string): boolean => {
    const type = info.schema.getType(within);
    return (set?.selections ?? []).every((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = info.fragments[selection.name.value];
        const key = `${within}/${selection.name.value}`;
        if (!fragment || seen.has(key)) return true;
        seen.add(key);
        return visit(fragment.selectionSet, fragment.typeCondition.name.value);
      }
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return visit(selection.selectionSet, selection.typeCondition?.name.value ?? within);
      const name = selection.name.value;
      // A global id is the key; an interface has nothing else.
      if (!isObjectType(type) || name === '__typename' || name === 'id') return true;
      const own = type.getFields()[name];
      if (!own) return true;
      if (within !== of) return visit(selection.selectionSet, getNamedType(own.type).name);
      const columns = columnsOfField(own.extensions);
      for (const column of columns ?? []) found.add(column);
      return columns !== null;
    });
  };
  return visit(field.selectionSet, typename) ? found : null;
}
