/** The plan's schema as JSON Schema (draft 2020-12). */
import { toJsonSchema } from '@valibot/to-json-schema';
import { planDocument } from './schemas-plan.ts';

/** @param id where it is served. Checks that JSON Schema has no word for are left out: publication makes them all. */
export function planJsonSchema(id: string): object {
  const { $schema: _, ...schema } = toJsonSchema(planDocument, { errorMode: 'ignore', target: 'draft-2020-12' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: "An Edgewise shop's plan",
    ...schema,
  };
}
