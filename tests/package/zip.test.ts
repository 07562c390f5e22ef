/** @jest-environment node */
// The archive for the catalogue: one folder at the top, and the same bytes from the same files.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { zipPlugin } from '../support/zipPlugin';

const FILES = { 'module.js': 'define()', 'panel/module.js': 'define()', 'img/logo.svg': '<svg/>', 'plugin.json': '{}' };
const made: string[] = [];

/** The files in a folder of their own, written in this order, as old as this. */
function folderOf(names: readonly string[], age: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'truce-zip-'));
  made.push(folder);
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), FILES[name as keyof typeof FILES]);
    utimesSync(join(folder, name), age, age);
  }
  return folder;
}

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

test('everything lies below one folder that is named for the plugin', () => {
  const files = unzipSync(zipPlugin(folderOf(Object.keys(FILES), 1e9), 'an-app'));
  expect(Object.keys(files).sort()).toEqual(
    Object.keys(FILES)
      .map((name) => `an-app/${name}`)
      .sort()
  );
  expect(strFromU8(files['an-app/img/logo.svg'] ?? new Uint8Array())).toBe('<svg/>');
});

test('order, age and place of the files leave no trace', () => {
  const names = Object.keys(FILES);
  const first = zipPlugin(folderOf(names, 1e9), 'an-app');
  const second = zipPlugin(folderOf(names.reverse(), 1.5e9), 'an-app');
  expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
});

test('one changed letter changes the archive', () => {
  const folder = folderOf(Object.keys(FILES), 1e9);
  const before = zipPlugin(folder, 'an-app');
  writeFileSync(join(folder, 'module.js'), 'refine()');
  expect(Buffer.from(zipPlugin(folder, 'an-app')).equals(Buffer.from(before))).toBe(false);
});
