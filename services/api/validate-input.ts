import addFormats from 'ajv-formats';
import { Ajv, type Options } from 'ajv';
import type { TypedInstance } from './typed-instance.ts';

/**
 * Checks input by its schema: a body as it is, `"1"` being no number; what stands in an address is text and becomes
 * what the schema asks for. Nothing is dropped silently.
 */
export function validateInput(app: TypedInstance): void {
  const strict = createAjv({});
  const fromText = createAjv({ coerceTypes: 'array' });

  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : fromText).compile(schema as object),
  );
}

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ useDefaults: true, strictTypes: false, strictTuples: false, ...options });
  addFormats.default(ajv);
  return ajv;
}
