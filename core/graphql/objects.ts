import type { Fee, Material } from '../catalogue/rules.ts';
import type { RefusalAnswer } from './refusal-type.ts';

/**
 * What stands for the objects of the API that are no rows and that others than their own file name, by their name.
 * Modules add theirs by declaration merging beside the `objectType` that declares it.
 */
export interface ObjectShapes {
  Fee: Fee;
  Material: Material;
  Refusal: RefusalAnswer;
}
