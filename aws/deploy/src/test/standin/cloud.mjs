// What stands in the stand-in's account: one file for each thing, in a folder that outlives the process.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ACCOUNT = '123456789012';

const folder = process.env.STANDIN_CLOUD;
const file = (type, id) => join(folder, `${type}.${createHash('sha256').update(id).digest('hex').slice(0, 16)}.json`);

export function put(type, state) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file(type, state.id), JSON.stringify({ type, state }, null, 1));
}

export function get(type, id) {
  return existsSync(file(type, id)) ? JSON.parse(readFileSync(file(type, id), 'utf8')).state : null;
}

export function remove(type, id) {
  rmSync(file(type, id), { force: true });
}

// How many things this account bears, so that a test can cut an apply short.
export function isFull() {
  const most = Number(process.env.STANDIN_BEARS ?? Infinity);
  return existsSync(folder) && readdirSync(folder).length >= most;
}
