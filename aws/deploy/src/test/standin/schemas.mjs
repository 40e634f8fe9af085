// Writes schemas/VERSION.json: the AWS provider's published schema, cut down to the types that
// aws/terraform uses, read from the bindings that HashiCorp generated from the provider itself
// (npm: @cdktf/provider-aws, MPL-2.0). To be run by hand when a type is added:
//
//   node schemas.mjs
//
// What the bindings do not tell: defaults, which optional attributes are computed too, which change
// forces a replacement, and the checks the provider makes beyond types.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Bindings by the provider's version.
const bindings = { '5.100.0': '20.1.0', '6.25.0': '21.22.1' };

const types = `
  apigatewayv2-api apigatewayv2-api-mapping apigatewayv2-authorizer apigatewayv2-domain-name
  apigatewayv2-integration apigatewayv2-route apigatewayv2-stage
  cloudwatch-dashboard cloudwatch-event-rule cloudwatch-event-target cloudwatch-log-group cloudwatch-metric-alarm
  data-aws-caller-identity data-aws-partition data-aws-ssm-parameter
  dynamodb-table iam-role iam-role-policy
  lambda-alias lambda-event-source-mapping lambda-function lambda-permission
  s3-bucket s3-bucket-lifecycle-configuration s3-bucket-ownership-controls s3-bucket-policy
  s3-bucket-public-access-block s3-bucket-server-side-encryption-configuration s3-bucket-versioning
  sns-topic sns-topic-policy sns-topic-subscription
  sqs-queue sqs-queue-policy sqs-queue-redrive-allow-policy
`.split(/\s+/).filter(Boolean);

const simple = {
  string: 'string', number: 'number', boolean: 'bool', any: 'dynamic',
  stringList: ['list', 'string'], numberList: ['list', 'number'],
  stringMap: ['map', 'string'], numberMap: ['map', 'number'], booleanMap: ['map', 'bool'],
};

// `readonly name?: type` of each interface, by the name that the comment above it gives.
function interfaces(text) {
  const found = {};
  for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)) {
    found[name] = {};
    for (const [, attribute, optional] of body.matchAll(/#(\w+) \w+#\1\}(?:(?!\*\/).)*\*\/\s+readonly \w+(\??):/gs))
      found[name][attribute] = optional ? 'optional' : 'required';
  }
  return found;
}

// The attributes that a function or method hands to HCL.
function entries(body) {
  const pattern = /^ +(\w+): \{\n +value: (.*),\n +isBlock: (\w+),\n +type: "(\w+)",\n +storageClassType: "(\w+)",\n/gm;
  return [...body.matchAll(pattern)].map(([, name, value, block, kind, storage]) => ({
    name, kind, storage, isBlock: block === 'true', many: value.includes('listMapperHcl'),
    struct: /(?<!cdktf\.)\b(\w+)ToHclTerraform/.exec(value)?.[1],
  }));
}

function computed(body) {
  const found = {};
  const getters = { String: 'string', Number: 'number', Boolean: 'bool', List: ['list', 'string'], StringMap: ['map', 'string'] };
  for (const [, name, getter] of body.matchAll(/\/\/ (\w+) - computed: true, optional: false, required: false\n +get \w+\(\) \{\n +return (?:cdktf\.Fn\.tolist\()?this\.get(\w+)Attribute\(/g))
    if (getters[getter]) found[name] = [getters[getter], 'computed'];
  return found;
}

const capital = (name) => name[0].toUpperCase() + name.slice(1);

function block(source, interfaceName, className, body) {
  const known = source.interfaces[interfaceName] ?? {};
  const made = { attributes: {}, blocks: {} };
  for (const { name, kind, storage, isBlock, many, struct } of entries(body)) {
    if (!isBlock) {
      const type = simple[storage];
      if (!type) throw new Error(`${interfaceName}.${name}: ${storage}`);
      made.attributes[name] = [kind === 'set' ? ['set', type[1]] : type, known[name] ?? 'optional'];
      continue;
    }
    const nested = capital(struct);
    const from = new RegExp(`^function ${struct}ToHclTerraform\\(.*?^\\}`, 'ms').exec(source.js)[0];
    made.blocks[name] = {
      nesting: kind === 'struct' ? 'single' : kind,
      min: known[name] === 'required' ? 1 : 0,
      max: many || kind === 'struct' ? 0 : 1,
      ...block(source, nested, `${nested}OutputReference`, from),
    };
  }
  const inside = new RegExp(`^class ${className} .*?^\\}`, 'ms').exec(source.js)?.[0] ?? '';
  for (const [name, attribute] of Object.entries(computed(inside))) made.attributes[name] ??= attribute;
  return made;
}

function read(folder, type) {
  const source = { js: readFileSync(join(folder, type, 'index.js'), 'utf8') };
  source.interfaces = interfaces(readFileSync(join(folder, type, 'index.d.ts'), 'utf8'));
  const name = /tfResourceType = "(\w+)"/.exec(source.js)?.[1] ?? 'aws';
  const [, className] = /^class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider)/m.exec(source.js);
  const body = source.js.slice(source.js.indexOf('synthesizeHclAttributes()'));
  return [name, block(source, `${className}Config`, className, body)];
}

mkdirSync(new URL('schemas/', import.meta.url), { recursive: true });
for (const [version, binding] of Object.entries(bindings)) {
  const folder = mkdtempSync(join(tmpdir(), 'bindings-'));
  execFileSync('npm', ['pack', '--silent', `@cdktf/provider-aws@${binding}`], { cwd: folder });
  const archive = readdirSync(folder)[0];
  const wanted = [...types, 'provider'].map((type) => `package/lib/${type}`);
  execFileSync('tar', ['xzf', archive, ...wanted], { cwd: folder });
  const schema = { provider: read(join(folder, 'package/lib'), 'provider')[1], resources: {}, data: {} };
  delete schema.provider.attributes.alias; // Terraform's own word
  for (const type of types) {
    const [name, made] = read(join(folder, 'package/lib'), type);
    schema[type.startsWith('data-aws') ? 'data' : 'resources'][name] = made;
  }
  rmSync(folder, { recursive: true });
  // One type a line: a change of one type is a change of one line.
  const lines = (types) => Object.entries(types).map(([name, type]) => `    ${JSON.stringify(name)}: ${JSON.stringify(type)}`).join(',\n');
  const text = `{\n  "provider": ${JSON.stringify(schema.provider)},\n  "resources": {\n${lines(schema.resources)}\n  },\n  "data": {\n${lines(schema.data)}\n  }\n}\n`;
  writeFileSync(new URL(`schemas/${version}.json`, import.meta.url), text);
}
