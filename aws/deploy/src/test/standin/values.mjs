// Values on the wire: msgpack, with an extension for "not known yet".

import { ExtensionCodec, decode, encode } from '@msgpack/msgpack';

export const UNKNOWN = Symbol('not known yet');

class Unknown {}
const unknown = new Unknown();
const extensions = new ExtensionCodec();
extensions.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => unknown,
});
// A value that is not known yet but of which something is: still unknown.
extensions.register({ type: 12, encode: () => null, decode: () => unknown });

const walk = (value, f) => {
  if (Array.isArray(value)) return value.map((each) => walk(each, f));
  if (value && typeof value === 'object' && !(value instanceof Unknown) && !(value instanceof Uint8Array))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, f)]));
  return f(value);
};

export function read(wire) {
  if (wire?.json?.length) return JSON.parse(Buffer.from(wire.json).toString());
  const value = decode(wire.msgpack, { extensionCodec: extensions });
  return walk(value, (each) => (each instanceof Unknown ? UNKNOWN : each));
}

export function write(value) {
  const ready = walk(value, (each) => (each === UNKNOWN ? unknown : each));
  return { msgpack: Buffer.from(encode(ready, { extensionCodec: extensions })) };
}

// The value with null for every attribute and an empty list for every block that it lacks.
export function complete(block, value) {
  const whole = {};
  for (const name of Object.keys(block.attributes)) whole[name] = value?.[name] ?? null;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const given = value?.[name];
    if (nested.nesting === 'single') whole[name] = given ? complete(nested, given) : null;
    else whole[name] = (given ?? []).map((each) => complete(nested, each));
  }
  return whole;
}
