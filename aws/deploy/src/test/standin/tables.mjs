// Writes the tables of inputs and outputs in aws/terraform/README.md, between the markers:
//
//   node aws/deploy/src/test/standin/tables.mjs
//
// With --check it writes nothing, and fails when they are not in step.

import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../../../../terraform/', import.meta.url);
const readme = new URL('README.md', folder);
const text = (path) => readFileSync(new URL(path, folder), 'utf8');
const blocks = (path, word) => [...text(path).matchAll(new RegExp(`^${word} "(\\w+)" \\{\\n(.*?)^\\}`, 'gms'))];
const value = (body, name) => new RegExp(`^  ${name} += (.*)$`, 'm').exec(body)?.[1];
const cell = (given) => given.replace(/^"(.*)"$/, '$1').replaceAll('\\"', '"').replaceAll('|', '\\|');

function inputs(stack) {
  const rows = blocks(`${stack}/variables.tf`, 'variable').map(([, name, body]) => {
    const otherwise = value(body, 'default');
    return `| \`${name}\` | ${cell(value(body, 'description'))} | \`${value(body, 'type')}\` | ${otherwise === undefined ? 'required' : `\`${otherwise}\``} |`;
  });
  return ['| input | what it is | type | default |', '|---|---|---|---|', ...rows].join('\n');
}

function outputs(stack) {
  const rows = blocks(`${stack}/outputs.tf`, 'output').map(
    ([, name, body]) => `| \`${name}\` | ${cell(value(body, 'description'))} |`,
  );
  return ['| output | what it is |', '|---|---|', ...rows].join('\n');
}

const before = readFileSync(readme, 'utf8');
let after = before;
for (const stack of ['state', 'app'])
  after = after.replace(
    new RegExp(`(<!-- ${stack}: generated -->\n).*?(<!-- end -->)`, 's'),
    (_, begin, end) => `${begin}\n${inputs(stack)}\n\n${outputs(stack)}\n\n${end}`,
  );

if (process.argv[2] !== '--check') writeFileSync(readme, after);
else if (before !== after) {
  console.log('aws/terraform/README.md is not in step: node aws/deploy/src/test/standin/tables.mjs');
  process.exit(1);
}
